"""Finds the picture with which a page wants to be shown elsewhere."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from bot.errors import InputError
from bot.intake.urls import validate_url

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["find_picture"]

_NAMES = ("og:image:secure_url", "og:image", "og:image:url", "twitter:image", "twitter:image:src")
"""Meta elements with the address of the picture, in the order of https://ogp.me/#structured."""
_NOT_OF_ARTICLE = re.compile(
    r"(?<![a-z])(?:logos?|default|placeholder|fallback|favicon|icons?|blank|spacer|no-?image|og-?image|avatar)(?![a-z])",
    re.IGNORECASE,
)
"""Words in the names of pictures that a site shows for every page."""


def find_picture(meta: Mapping[str, str], url: str) -> str | None:
    """The address of the picture that a page at ``url`` names; None if there is none that can be shown.

    It is of a public host: Discord fetches it, and shows its own copy, so that it need not be encrypted.
    """
    for value in filter(None, (meta.get(name, "").strip() for name in _NAMES)):
        try:
            address = validate_url(urljoin(url, value))
        except (InputError, ValueError):
            continue
        if address and not _NOT_OF_ARTICLE.search(urlsplit(address).path):
            return address
    return None
