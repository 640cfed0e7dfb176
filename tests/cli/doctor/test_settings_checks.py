"""Checks of the settings: can ``.env`` be read, and by whom else?"""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from fake_discord.server import TOKEN

from bot.cli.doctor.report import Status
from bot.cli.doctor.settings_checks import check_settings


@pytest.mark.skipif(os.name != "posix", reason="modes are a POSIX matter")
@pytest.mark.parametrize(("mode", "wanted"), [(0o644, "600"), (0o640, "600"), (0o606, "600"), (0o700, ""), (0o600, "")])
def test_settings_that_others_may_read_are_reported(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, mode: int, wanted: str
):
    (tmp_path / ".env").write_text(f"DISCORD_TOKEN={TOKEN}\n")
    (tmp_path / ".env").chmod(mode)
    monkeypatch.chdir(tmp_path)
    told = [result for result in check_settings()[1] if result.status is Status.WARNING]
    assert [result.fix for result in told] == ([f"chmod {wanted} .env"] if wanted else [])


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root can give a file away")
@pytest.mark.parametrize(("mode", "odd"), [(0o640, False), (0o644, True)])
def test_settings_of_another_user_may_be_read_by_a_group(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, mode: int, odd: bool
):
    (tmp_path / ".env").write_text("")
    os.chown(tmp_path / ".env", 12345, 0)
    (tmp_path / ".env").chmod(mode)
    monkeypatch.chdir(tmp_path)
    assert [result.fix for result in check_settings()[1] if result.status is Status.WARNING] == ["chmod 640 .env"] * odd


def test_a_folder_in_place_of_the_file_is_one_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    (tmp_path / ".env").mkdir()
    monkeypatch.chdir(tmp_path)
    settings, results = check_settings()
    assert [result.status for result in results] == [Status.ERROR]
    assert ".env cannot be read" in results[0].message
    assert settings.log_level == "INFO"
