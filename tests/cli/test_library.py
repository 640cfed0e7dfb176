"""The line that says which library a command used."""

from __future__ import annotations

import pytest

from bot.cli.library import database_url, tell_library
from bot.settings import Settings


def test_a_file_is_named_and_an_address_with_a_password_never(capsys: pytest.CaptureFixture[str]) -> None:
    tell_library(Settings(database_url="sqlite:////var/news.db"), "a copy of {}")
    assert capsys.readouterr().err == "Library: a copy of /var/news.db\n"
    tell_library(Settings(database_url="postgresql://me:secret@host/news"))
    assert capsys.readouterr().err == ""


def test_a_library_is_given_as_a_file_or_as_an_address() -> None:
    assert database_url("other.db") == "sqlite:///other.db"
    assert database_url("sqlite:////var/news.db") == "sqlite:////var/news.db"
