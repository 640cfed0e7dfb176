"""Reads the canonical address of a page, and chooses the one to keep for its article."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import SplitResult, urljoin, urlsplit, urlunsplit

from bot.intake.web.front_pages import is_address_of_front_page

if TYPE_CHECKING:
    from lxml.html import HtmlElement

__all__ = ["article_address", "canonical_address"]

MAX_ADDRESS = 500
_SUBDOMAIN = re.compile(r"^(www|m|mobile|amp)\.")
"""Subdomains that lead to the same site."""
_OTHER_FORMS = ("m", "mobile", "amp")
"""Those that hold another form of pages which may be at any subdomain of the site: amp. for edition."""
_AMP_CACHE = re.compile(
    r"(?:[a-z0-9-]+\.cdn\.ampproject\.org/[cvi]|(?:www\.)?google\.[a-z.]{2,6}/amp)(?:/s)?/([a-z0-9.-]+)(?:/|$)"
)
"""Caches of AMP pages have the site's host at the beginning of their path."""


def canonical_address(tree: HtmlElement, meta: dict[str, str], url: str) -> str | None:
    """The address in the page's canonical link or ``og:url``, if it is on the same site as ``url``; else None."""
    links = (e.get("href") for e in tree.iter("link") if "canonical" in (e.get("rel") or "").lower().split())
    for value in (next(links, None), meta.get("og:url")):
        try:
            parts, fetched = urlsplit(urljoin(url, (value or "").strip())), urlsplit(url)
            same = _is_same_site(parts, fetched)
        except ValueError:
            continue
        if value and same and parts.scheme in ("http", "https") and "@" not in parts.netloc:
            return str(urlunsplit(parts._replace(fragment="")))
    return None


def _is_same_site(canonical: SplitResult, fetched: SplitResult) -> bool:
    """True if an address is on the site of the page that was fetched, or of the page that a cache has a copy of."""
    cached = _AMP_CACHE.match(f"{fetched.hostname}{fetched.path}")
    host, named = cached[1] if cached else fetched.hostname or "", canonical.hostname or ""
    form = _SUBDOMAIN.match(host)
    site = _SUBDOMAIN.sub("", host)
    is_form = form is not None and form[1] in _OTHER_FORMS and "." in site
    same = _SUBDOMAIN.sub("", named) == site or (is_form and named.endswith(f".{site}"))
    return same and canonical.port == (None if cached else fetched.port)


def article_address(canonical: str | None, url: str, title: str) -> str:
    """The canonical address of a page with this title if it is valid, else ``url``.

    Some sites give there, by mistake, the front page of the site or of a section.
    """
    if canonical is None or len(canonical) > MAX_ADDRESS or any(c.isspace() or c in '<>"' for c in canonical):
        return url
    return url if is_address_of_front_page(canonical, url, title) else canonical
