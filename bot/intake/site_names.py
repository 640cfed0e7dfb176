"""Cuts the name of the site off a title: "Ferry strike ends | Valmere Courier" -> "Ferry strike ends"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = [
    "cut_site_name",
    "host_name",
    "is_site_name",
    "site_key",
    "site_keys",
    "split_title_parts",
    "strip_site_name",
]

MAX_TITLE = 500
"""How many characters of a pasted title are read."""
MAX_MOTTO = 20
"""Maximum letters after a site's name that still belong to it: "Valmere Courier Co. 100% local"."""
MIN_NAME_BEFORE_MOTTO = 4
"""Minimum letters of a site's name that may be followed by a motto."""
MAX_SITE_WORDS = 5
"""Maximum words of a site's name after a vertical bar."""
MAX_SECTION_WORDS = 3
"""Maximum words of a section's name, as in "World | Europe"."""
_SEPARATOR = re.compile(
    r"\s+(?:[|•·»«›‹>:~⋆*]|[-–—]{1,2}|::|//?)\s+|\s*[｜|_]\s*|(?<=[^\x00-\x7f])-(?=[^\x00-\x7f])|\s*[–—]\s*|\s+<\s+"
)
_HOST = re.compile(r"(?:[\w-]{1,63}\.){1,4}[a-z]{2,18}", re.IGNORECASE)
_SUBDOMAIN = re.compile(r"^(?:www|m|mobile|amp)\.")
_IN_BRACKETS = re.compile(r"^\[[^\[\]]{2,60}\]|[(\[][^()\[\]]{2,60}[)\]]$")
_BEFORE_COLON = re.compile(r"^([^:]{2,60}):\s+(?=\S)")
_NOT_A_LETTER = re.compile(r"[\W_]+")
_IGNORED = frozenset("com net org co info news online website the www de fr uk eu es it tv".split())
"""Words that are optional in a site's name."""


def host_name(url: str) -> str:
    """The host of an address without subdomains such as ``www.`` that do not name another site."""
    return _SUBDOMAIN.sub("", urlsplit(url).hostname or "")


def site_key(name: str) -> str:
    """The letters of a site's name in lower case, in which two spellings of it are equal."""
    return "".join(word for word in _NOT_A_LETTER.sub(" ", name.casefold()).split() if word not in _IGNORED)


def site_keys(names: Iterable[str | None]) -> set[str]:
    """The keys of a site's names."""
    return {site_key(name) for name in names if name} - {""}


def is_site_name(title: str, sites: set[str]) -> bool:
    """True if a title is only a host name or a site's name; ``sites`` are keys from ``site_keys``."""
    return _HOST.fullmatch(title) is not None or site_key(title) in sites


def strip_site_name(title: str, source: str | None, url: str | None) -> tuple[str, str | None]:
    """A pasted title without the name of its site, and that name if it follows a vertical bar.

    After a bar there is never anything but a site's name; after a dash only the text's own ``source`` is cut off.
    """
    head, stroke, last = title.rpartition(" | ")
    site = last.strip() if stroke and head.strip() and len(last.split()) <= MAX_SITE_WORDS else None
    host = host_name(url or "")
    sites = site_keys([source, site, host, host.rpartition(".")[0]])
    plain = " ".join(title[:MAX_TITLE].split())
    return (None if is_site_name(plain, sites) else cut_site_name(plain, sites)) or title, site


def split_title_parts(title: str) -> list[tuple[int, int]]:
    """Start and end, in characters, of the parts of a title between dashes, vertical bars and other separators."""
    separators = [(match.start(), match.end()) for match in _SEPARATOR.finditer(title)]
    return list(
        zip([0, *(end for _, end in separators)], [*(start for start, _ in separators), len(title)], strict=True)
    )


def cut_site_name(title: str, sites: set[str]) -> str | None:
    """The title without the parts at either end that name the site; None if nothing is left."""
    bracketed = _IN_BRACKETS.search(title)
    if bracketed and site_key(bracketed[0]) in sites:
        title = f"{title[: bracketed.start()]} {title[bracketed.end() :]}".strip()
    spans = split_title_parts(title)
    parts = [title[start:end] for start, end in spans]
    first, last = _parts_without_site(parts, sites)
    if last < first:
        return None
    if last < len(parts) - 1 and len(parts[first].split()) > MAX_SECTION_WORDS:
        while last > first and "|" in title[spans[last - 1][1] : spans[last][0]] and _is_section(parts[last]):
            last -= 1  # the sections of the site that hold the article
    kept = title[spans[first][0] : spans[last][1]].strip()
    match = _BEFORE_COLON.match(kept)
    return kept[match.end() :] if match and site_key(match[1]) in sites else kept


def _parts_without_site(parts: list[str], sites: set[str]) -> tuple[int, int]:
    """The first and the last part of the title without the site's name at either end; first > last for none."""
    first, last = 0, len(parts) - 1
    while last >= first and _names_site(parts[last], sites, with_motto=last > first):
        last -= 1
    while first < last and _names_site(parts[first], sites):
        first += 1
    for number in range(first + 1, last + 1):
        if _names_site(parts[number], sites):
            return first, number - 1  # the site's motto follows its name
    return first, last


def _is_section(part: str) -> bool:
    return len(part.split()) <= MAX_SECTION_WORDS


def _names_site(part: str, sites: set[str], *, with_motto: bool = False) -> bool:
    """True if a part is empty, the site's name, or (``with_motto``) begins with it."""
    key = site_key(part)
    return not key or any(key == site or (with_motto and _is_name_with_motto(key, site)) for site in sites)


def _is_name_with_motto(key: str, site: str) -> bool:
    return len(site) >= MIN_NAME_BEFORE_MOTTO and key.startswith(site) and len(key) <= len(site) + MAX_MOTTO
