"""The article's own title among those that a page gives: without the site's name, and never that name itself."""

from __future__ import annotations

import re
from collections.abc import Iterable
from urllib.parse import urlsplit

__all__ = ["host_name", "own_title", "same_words", "without_site"]

_SEPARATOR = re.compile(
    r"\s+(?:[|•·»«›‹>:~⋆*]|[-–—]{1,2}|::|//?)\s+|\s*[｜|_]\s*|(?<=[^\x00-\x7f])-(?=[^\x00-\x7f])|\s*[–—]\s*|\s+<\s+"
)
_HOST = re.compile(r"(?:[\w-]{1,63}\.){1,4}[a-z]{2,18}", re.IGNORECASE)
_BRACKETED = re.compile(r"^\[[^\[\]]{2,60}\]|[(\[][^()\[\]]{2,60}[)\]]$")
_PREFIX = re.compile(r"^([^:]{2,60}):\s+(?=\S)")
_ODD = re.compile(r"[\W_]+")
_SUFFIXES = frozenset("com net org co info news online website the www de fr uk eu es it tv".split())
MAX_SOURCE = 500
MAX_MORE = 20
SITE_WORDS = 5
SECTION_WORDS = 3


def own_title(
    given: Iterable[str | None], headings: list[str], names: Iterable[str | None], seconds: Iterable[str] = ()
) -> str | None:
    """The best title: a heading that the page's metadata confirm, else the first title without the site's ``names``.

    ``seconds`` are headings of the second rank: one counts where it is a whole part of a title.
    """
    squeezed = {_squeeze(name) for name in names if name} - {""}
    titles = [" ".join((title or "")[:MAX_SOURCE].split()) for title in given]
    titles = [title for title in titles if title and not _HOST.fullmatch(title) and _squeeze(title) not in squeezed]
    whole = {_squeeze(title[: m.start()]) for title in titles for m in _SEPARATOR.finditer(title)}
    headings = [heading for heading in headings if not _HOST.fullmatch(heading) and _squeeze(heading) not in squeezed]
    headings += [heading for heading in seconds if _squeeze(heading) in whole - squeezed]
    headings.sort(key=lambda heading: -max((same_words(t, heading) for t in titles), default=0.0))
    for heading in headings:  # the one that says most of the titles first: a site's name may be a heading too
        for title in titles:  # a heading that begins with a kicker
            if len(_squeeze(title)) > MAX_MORE and _squeeze(heading).endswith(_squeeze(title)):
                return _as_written(_without_site(title, squeezed) or title, titles)
        if any(
            _squeeze(heading) in _squeeze(title) or max(same_words(heading, title), same_words(title, heading)) >= 0.6
            for title in titles
        ):
            return _as_written(_without_site(heading, squeezed) or heading, titles)
    for title in titles:
        if (cut := _without_site(title, squeezed)) is not None:
            return cut
    return headings[0] if headings else None


def _as_written(heading: str, titles: list[str]) -> str:
    """A heading in capitals as one of the titles writes it."""
    if heading.isupper():
        for title in titles:
            at = title.casefold().find(heading.casefold())
            if at >= 0 and not title[at : at + len(heading)].isupper():
                return title[at : at + len(heading)]
    return heading


def without_site(title: str, source: str | None, url: str | None) -> tuple[str, str | None]:
    """A pasted title without the name of its site, and that name where only the title tells it.

    Behind an upright stroke stands nothing else; behind a dash only what the text itself calls its source.
    """
    head, stroke, last = title.rpartition(" | ")
    site = last.strip() if stroke and head.strip() and len(last.split()) <= SITE_WORDS else None
    host = host_name(url or "")
    return own_title([title], [], [source, site, host, host.rpartition(".")[0]]) or title, site


def host_name(url: str) -> str:
    """The host of an address without ``www.`` and the like."""
    return re.sub(r"^(?:www|m|mobile|amp)\.", "", urlsplit(url).hostname or "")


def same_words(one: str, other: str, but: str = "") -> float:
    """Which share of the first text's words stands in the second one (beginnings of words; pairs of CJK characters).

    The words of ``but`` do not count.
    """
    words = _stems(one) - _stems(but)
    return len(words & _stems(other)) / len(words) if words else 0.0


def _without_site(title: str, squeezed: set[str]) -> str | None:
    """The title without the parts at either end that name the site; None where nothing else is left."""
    bracketed = _BRACKETED.search(title)
    if bracketed and _squeeze(bracketed[0]) in squeezed:
        title = f"{title[: bracketed.start()]} {title[bracketed.end() :]}".strip()
    cuts = [(m.start(), m.end()) for m in _SEPARATOR.finditer(title)]
    starts, ends = [0, *(end for _, end in cuts)], [*(start for start, _ in cuts), len(title)]
    parts = [title[start:end] for start, end in zip(starts, ends, strict=True)]
    first, last = 0, len(parts) - 1
    while last >= first and _names_site(parts[last], squeezed, more=last > first):
        last -= 1
    while first < last and _names_site(parts[first], squeezed):
        first += 1
    if last < first:
        return None
    for number in range(first + 1, last + 1):
        if _names_site(parts[number], squeezed):
            last = number - 1  # what follows the site's name is its motto
            break
    if last < len(parts) - 1 and len(parts[first].split()) > SECTION_WORDS:
        while (
            last > first and "|" in title[ends[last - 1] : starts[last]] and len(parts[last].split()) <= SECTION_WORDS
        ):
            last -= 1  # the sections that lead to the article
    kept = title[starts[first] : ends[last]].strip()
    match = _PREFIX.match(kept)
    return kept[match.end() :] if match and _squeeze(match[1]) in squeezed else kept


def _names_site(part: str, squeezed: set[str], *, more: bool = False) -> bool:
    """Whether a part is the site's name, or (with ``more``) begins with it: "Valmere Courier Co. 100% local"."""
    plain = _squeeze(part)
    return not plain or any(
        plain == name or (more and len(name) >= 4 and plain.startswith(name) and len(plain) <= len(name) + MAX_MORE)
        for name in squeezed
    )


def _squeeze(text: str) -> str:
    words = [word for word in _ODD.sub(" ", text.casefold()).split() if word not in _SUFFIXES]
    return "".join(words)


def _stems(text: str) -> set[str]:
    stems: set[str] = set()
    for word in _ODD.sub(" ", text.casefold()).split():
        if ord(word[0]) >= 0x2E80:
            stems.update(word[i : i + 2] for i in range(max(1, len(word) - 1)))
        elif len(word) > 3:
            stems.add(word[:5])
    return stems
