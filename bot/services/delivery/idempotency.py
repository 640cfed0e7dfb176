"""Idempotency keys: a key names one post, so that a second attempt does not make it twice."""

from __future__ import annotations

__all__ = ["base36", "idempotency_key"]

DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


def idempotency_key(installation: str, post_id: int) -> str:
    """The key of a post, unique among all posts of all installations: at most 25 characters of [0-9a-z-].

    >>> idempotency_key("1a2b3c4d", 71)
    '1a2b3c4d-1z'
    """
    return f"{installation}-{base36(post_id)}"


def base36(number: int) -> str:
    """A number of at least 0 in the digits [0-9a-z], as ``int(text, 36)`` reads it."""
    digits = ""
    while number:
        number, rest = divmod(number, 36)
        digits = DIGITS[rest] + digits
    return digits or "0"
