"""Settings: what is read from where, and what is said of a value that cannot be used."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import SettingsError
from bot.settings import Settings, load_settings, validate_prefix
from bot.store import database_file

NOWHERE = Path("/nonexistent/.env")
TOKEN = "MTIzNDU2Nzg5.secret.part"


def test_every_setting_except_the_token_has_a_default() -> None:
    assert load_settings({}, NOWHERE) == Settings()
    assert Settings().discord_token is None
    assert Settings().database_url == "sqlite:///data/briefings.db"


def test_each_setting_is_read(tmp_path: Path) -> None:
    environment = {
        "DISCORD_TOKEN": TOKEN,
        "DATABASE_URL": "sqlite:////var/x.db",
        "SEEDS_DIR": "elsewhere",
        "COMMAND_PREFIX": "?",
        "SPACY_MODEL": "en_core_web_md",
        "LOG_LEVEL": "debug",
        "LOG_FORMAT": "JSON",
        "DISCORD_API_URL": "https://proxy.example/api/v10/",
        "HTTP_PORT": "8080",
        "HTTP_HOST": "0.0.0.0",
        "GUILD_RETENTION_DAYS": "7",
        "ANALYSIS_PROCESSES": "3",
        "CONTACT": "news@club.example",
        "FEED_MINUTES": "30",
    }
    read = load_settings(environment, NOWHERE)
    assert {field.name.upper() for field in dataclasses.fields(Settings)} == environment.keys()
    assert read == Settings(
        TOKEN,
        "sqlite:////var/x.db",
        Path("elsewhere"),
        "?",
        "en_core_web_md",
        "DEBUG",
        "json",
        "https://proxy.example/api/v10",
        8080,
        "0.0.0.0",
        7,
        3,
        "news@club.example",
        30,
    )


def test_the_environment_wins_over_the_file_and_the_file_over_the_defaults(tmp_path: Path) -> None:
    file = tmp_path / ".env"
    file.write_text(f"# mine\nDISCORD_TOKEN={TOKEN}\nCOMMAND_PREFIX='?'\nLOG_LEVEL=ERROR\n", encoding="utf-8")
    read = load_settings({"LOG_LEVEL": "INFO"}, file)
    assert (read.discord_token, read.command_prefix, read.log_level) == (TOKEN, "?", "INFO")


@pytest.mark.parametrize("around", ['"', "'", " ", ' " '])
def test_blanks_and_quotation_marks_around_a_value_are_removed(around: str) -> None:
    environment = {"DISCORD_TOKEN": f"{around}{TOKEN}{around[::-1]}", "COMMAND_PREFIX": '"', "LOG_LEVEL": "'debug'"}
    settings = load_settings(environment, NOWHERE)
    assert (settings.discord_token, settings.command_prefix, settings.log_level) == (TOKEN, '"', "DEBUG")


def test_a_tilde_is_the_home_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", "/home/me")
    settings = load_settings({"SEEDS_DIR": "~/seeds", "DATABASE_URL": "sqlite:///~/news/x.db"}, NOWHERE)
    assert settings.seeds_dir == Path("/home/me/seeds")
    assert database_file(settings.database_url) == Path("/home/me/news/x.db")


def test_a_file_from_windows_is_read_too(tmp_path: Path) -> None:
    file = tmp_path / ".env"
    file.write_bytes(b"\xef\xbb\xbfDISCORD_TOKEN=" + TOKEN.encode() + b"\r\nCOMMAND_PREFIX=?\r\n")
    read = load_settings({}, file)
    assert (read.discord_token, read.command_prefix) == (TOKEN, "?")


def test_an_empty_value_is_the_default_but_no_seeds(tmp_path: Path) -> None:
    names = [field.name.upper() for field in dataclasses.fields(Settings)]
    assert load_settings(dict.fromkeys(names, " "), NOWHERE) == Settings(seeds_dir=None)


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("COMMAND_PREFIX", "toolong", "COMMAND_PREFIX: A prefix is 1 to 5 visible characters"),
        ("COMMAND_PREFIX", "a b", "COMMAND_PREFIX: A prefix is 1 to 5 visible characters"),
        ("COMMAND_PREFIX", "/", "COMMAND_PREFIX: That prefix would clash"),
        ("COMMAND_PREFIX", "bot", "COMMAND_PREFIX: That prefix would clash"),
        ("LOG_LEVEL", "LOUD", "LOG_LEVEL is 'LOUD': use one of DEBUG, INFO, WARNING, ERROR."),
        ("LOG_FORMAT", "xml", "LOG_FORMAT is 'xml': use one of auto, json, console."),
        ("DISCORD_API_URL", "http://proxy.example", "DISCORD_API_URL must be https://"),
        ("DISCORD_API_URL", "proxy", "DISCORD_API_URL must be https://"),
        ("DISCORD_API_URL", "https://proxy.example:port", "DISCORD_API_URL must be https://"),
        ("DISCORD_API_URL", "https://me@proxy.example", "DISCORD_API_URL must be https://"),
        ("HTTP_HOST", "everywhere", "HTTP_HOST is 'everywhere': use an IP address, such as 127.0.0.1 (this machine"),
        ("HTTP_PORT", "80a", "HTTP_PORT is '80a': use a whole number from 0 to 65535."),
        ("HTTP_PORT", "70000", "HTTP_PORT is '70000'"),
        ("HTTP_PORT", "-1", "HTTP_PORT is '-1'"),
        ("HTTP_PORT", "0000000000070000", "HTTP_PORT is '0000000000070000'"),
        ("HTTP_PORT", "9" * 5000, "HTTP_PORT is '99999"),
        ("CONTACT", "ask Anna", "CONTACT is 'ask Anna': use an e-mail address"),
        ("CONTACT", "ftp://club.example", "CONTACT is 'ftp://club.example': use an e-mail address"),
        ("CONTACT", "https://club.example/(bot)", "CONTACT is 'https://club.example/(bot)'"),
        ("CONTACT", "a@club.example\r\nX: y", "CONTACT is 'a@club.example"),
        ("CONTACT", "https://club.example/" + "x" * 200, "CONTACT is 'https://club.example/xxx"),
        ("GUILD_RETENTION_DAYS", "x", "GUILD_RETENTION_DAYS is 'x': use a whole number from 0 to 36500."),
        ("FEED_MINUTES", "1", "FEED_MINUTES is '1': use a whole number from 5 to 1440."),
    ],
)
def test_a_bad_value_is_one_line_that_names_it(name: str, value: str, said: str) -> None:
    with pytest.raises(SettingsError) as refused:
        load_settings({name: value}, NOWHERE)
    assert str(refused.value).startswith(said)
    assert "\n" not in str(refused.value)
    assert len(str(refused.value)) < 200


def test_a_file_that_is_not_text_is_reported(tmp_path: Path) -> None:
    file = tmp_path / ".env"
    file.write_bytes(b"DISCORD_TOKEN=\xff\xfe")
    with pytest.raises(SettingsError, match="is not UTF-8 text: save it as UTF-8") as refused:
        load_settings({}, file)
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize("text", ["# mine\nDISCORD_TOKEN: x\n", "LOG_LEVEL=INFO\nDISCORD_TOKEN='open\n"])
def test_a_line_that_cannot_be_understood_is_named(tmp_path: Path, text: str) -> None:
    (tmp_path / ".env").write_text(text, encoding="utf-8")
    with pytest.raises(SettingsError, match=r"\.env, line 2, cannot be understood: write each setting as NAME=value"):
        load_settings({}, tmp_path / ".env")


def test_a_folder_in_place_of_the_file_is_reported(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=r"cannot be read .*must be a file that the user who runs the bot may read"):
        load_settings({}, tmp_path)


def test_each_bad_value_has_a_line_of_its_own() -> None:
    with pytest.raises(SettingsError) as refused:
        load_settings({"LOG_LEVEL": "LOUD", "HTTP_PORT": "80a", "COMMAND_PREFIX": "?"}, NOWHERE)
    assert [line.split()[0] for line in str(refused.value).splitlines()] == ["LOG_LEVEL", "HTTP_PORT"]


def test_the_token_and_the_database_are_in_no_representation() -> None:
    settings = Settings(discord_token=TOKEN, database_url="postgresql://me:hidden@host/db")
    for shown in (repr(settings), str(settings), f"{settings}", f"{[settings]}"):
        assert TOKEN not in shown
        assert "token=set" in shown
        assert "hidden" not in shown
    assert "token=none" in repr(Settings())


@given(st.text(max_size=8))
def test_an_accepted_prefix_can_be_typed(prefix: str) -> None:
    try:
        taken = validate_prefix(prefix)
    except SettingsError:
        return
    assert taken == prefix
    assert 1 <= len(prefix) <= 5
    assert prefix == "".join(prefix.split())
    assert not prefix[-1].isalnum()


@pytest.mark.parametrize(
    "contact", ["news@club.example", "first.last+bot@mail.club.example", "https://club.example/bot?page=1"]
)
def test_a_contact_is_an_e_mail_address_or_a_page(contact: str) -> None:
    assert load_settings({"CONTACT": contact}, NOWHERE).contact == contact
