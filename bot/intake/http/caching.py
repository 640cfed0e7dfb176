"""Reads from a response's headers when the same address may be asked again, and what to send then (RFC 9110, 9111)."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING

from bot.intake.http.messages import Conditions

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["MAX_WAIT", "fresh_for", "renewed_for", "retry_after", "validators", "wait_before_next_request"]

MAX_WAIT = timedelta(days=7)
"""The longest time that a server can make us wait."""
MAX_VALIDATOR = 1_000
"""Characters of an ETag or a Last-Modified that is kept."""
_DIRECTIVE = re.compile(r"([a-z-]+)(?:\s*=\s*(?:\"([^\"]*)\"|([^\s,;\"]*)))?", re.IGNORECASE)
_MAX_DIGITS = 10
_ZERO = timedelta(0)


def wait_before_next_request(headers: Mapping[str, str], now: datetime) -> timedelta:
    """How long the server asks to wait until the next request for the same address: 0 to MAX_WAIT."""
    return max(fresh_for(headers, now), retry_after(headers, now))


def fresh_for(headers: Mapping[str, str], now: datetime) -> timedelta:
    """How much longer the response counts as fresh, from 0 to MAX_WAIT (RFC 9111, sections 4.2.1 and 4.2.3).

    Cache-Control takes precedence over Expires. What a server does not say is not guessed: 0 then.
    """
    lifetime = _max_age(headers)
    if lifetime is None:
        expires, sent_at = _http_date(headers.get("expires", "")), _http_date(headers.get("date", ""))
        lifetime = expires - (sent_at or now) if expires else _ZERO
    return _bounded(lifetime - (_seconds(headers.get("age", "")) or _ZERO))


def renewed_for(headers: Mapping[str, str]) -> timedelta | None:
    """How long the response is fresh anew whenever a 304 confirms it, from 0 to MAX_WAIT; None if it does not say so.

    That is its max-age, which one of a 304 replaces; its Expires remains the date that it is (RFC 9111, section 4.3.4).
    """
    lifetime = _max_age(headers)
    return None if lifetime is None else _bounded(lifetime)


def retry_after(headers: Mapping[str, str], now: datetime) -> timedelta:
    """The wait that Retry-After asks for, as seconds or as a date, from 0 to MAX_WAIT (RFC 9110, section 10.2.3)."""
    value = headers.get("retry-after", "")
    seconds = _seconds(value)
    if seconds is not None:
        return _bounded(seconds)
    at = _http_date(value)
    return _bounded(at - (_http_date(headers.get("date", "")) or now)) if at else _ZERO


def validators(headers: Mapping[str, str], kept: Conditions | None = None) -> Conditions:
    """The validators to send with the next request (RFC 9110, section 8.8).

    ``kept`` are those that were sent with the request, if its answer was 304: they hold unless it has others
    (RFC 9111, section 4.3.4). A validator that could not be sent back exactly is left out.
    """
    kept = kept or Conditions()
    return Conditions(
        _validator(headers.get("etag")) or kept.etag, _validator(headers.get("last-modified")) or kept.last_modified
    )


def _validator(value: str | None) -> str | None:
    is_exact = (
        value is not None
        and value.replace("\t", "").isprintable()
        and "\ufffd" not in value
        and len(value) <= MAX_VALIDATOR
    )
    return value if is_exact else None


def _max_age(headers: Mapping[str, str]) -> timedelta | None:
    """The lifetime that Cache-Control gives; None if it gives none."""
    directives = _directives(headers.get("cache-control", ""))
    if "" in (directives.get("no-cache"), directives.get("no-store")):  # with a value it is about single headers
        return _ZERO
    return (_seconds(directives["max-age"]) or _ZERO) if "max-age" in directives else None


def _directives(header: str) -> dict[str, str]:
    """The directives of Cache-Control in lower case; of a repeated one the first counts (RFC 9111, section 4.2.1)."""
    found: dict[str, str] = {}
    for name, quoted, plain in _DIRECTIVE.findall(header):
        found.setdefault(name.lower(), quoted or plain)
    return found


def _seconds(value: str) -> timedelta | None:
    """A number of seconds; one that is too long for any use counts as very large (RFC 9111, section 1.2.2)."""
    value = value.strip()
    if not value.isascii() or not value.isdecimal():
        return None
    return timedelta(seconds=int(value)) if len(value) < _MAX_DIGITS else MAX_WAIT


def _http_date(value: str) -> datetime | None:
    try:
        parsed = parsedate_to_datetime(value)
    except (ValueError, TypeError, OverflowError):
        return None
    return parsed.replace(tzinfo=UTC) if parsed.tzinfo is None else parsed


def _bounded(wait: timedelta) -> timedelta:
    return min(max(wait, _ZERO), MAX_WAIT)
