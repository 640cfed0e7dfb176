"""Reads the canonical address of a page, and chooses the one to keep for its article."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit, urlunsplit

if TYPE_CHECKING:
    from lxml.html import HtmlElement

__all__ = ["article_address", "canonical_address"]

MAX_ADDRESS = 500
_SUBDOMAIN = re.compile(r"^(?:www|m|mobile|amp)\.")
"""Subdomains that lead to the same site."""


def canonical_address(tree: HtmlElement, meta: dict[str, str], url: str) -> str | None:
    """The address in the page's canonical link or ``og:url``, if it is on the same site as ``url``; else None."""
    links = (e.get("href") for e in tree.iter("link") if (e.get("rel") or "").lower() == "canonical")
    for value in (next(links, None), meta.get("og:url")):
        try:
            parts, fetched = urlsplit(urljoin(url, (value or "").strip())), urlsplit(url)
            same = _SUBDOMAIN.sub("", parts.hostname or "") == _SUBDOMAIN.sub("", fetched.hostname or "")
            same = same and parts.port == fetched.port
        except ValueError:
            continue
        if value and same and parts.scheme in ("http", "https") and "@" not in parts.netloc:
            return str(urlunsplit(parts._replace(fragment="")))
    return None


def article_address(canonical: str | None, url: str) -> str:
    """The canonical address if it is valid, else ``url``; a site that gives its home page there makes a mistake."""
    if canonical is None or len(canonical) > MAX_ADDRESS or any(c.isspace() or c in '<>"' for c in canonical):
        return url
    return url if urlsplit(canonical).path in ("", "/") and urlsplit(url).path not in ("", "/") else canonical
