"""Idempotency keys: a key names one post, so that a second attempt does not make it twice."""

from __future__ import annotations

__all__ = ["idempotency_key"]

DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


def idempotency_key(installation: str, post_id: int) -> str:
    """The key of a post, unique among all posts of all installations: at most 25 characters of [0-9a-z-].

    >>> idempotency_key("1a2b3c4d", 71)
    '1a2b3c4d-1z'
    """
    digits = ""
    while post_id:
        post_id, rest = divmod(post_id, 36)
        digits = DIGITS[rest] + digits
    return f"{installation}-{digits or '0'}"
