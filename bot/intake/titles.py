"""Chooses the article's title among those that a page gives."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.intake.site_names import cut_site_name, is_site_name, site_key, site_keys, split_title_parts
from bot.intake.word_overlap import word_overlap

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["choose_title"]

MAX_TITLE = 500
"""How many characters of a title are read."""
MIN_TITLE_AT_END = 20
"""A heading that ends in a title with at least this many letters is that title with a kicker before it."""
MIN_OVERLAP = 0.6
"""The share of words that a heading and a title of the page have in common if they name the same article."""


def choose_title(
    given: Iterable[str | None], headings: list[str], names: Iterable[str | None], seconds: Iterable[str] = ()
) -> str | None:
    """The best title: a heading that one of the ``given`` titles confirms, else the first of these; None without any.

    The ``names`` of the site are cut off and are never the title themselves. ``seconds`` are second-level headings,
    which count only if they are a whole part of a title.
    """
    sites = site_keys(names)
    titles = [" ".join((title or "")[:MAX_TITLE].split()) for title in given]
    titles = [title for title in titles if title and not is_site_name(title, sites)]
    candidates = _candidates(headings, seconds, titles, sites)
    for heading in candidates:
        if (title := _confirmed_title(heading, titles)) is not None:
            return _as_spelt(_with_colon(cut_site_name(title, sites) or title, titles, sites), titles)
    for title in titles:
        if (cut := cut_site_name(title, sites)) is not None:
            return cut
    return candidates[0] if candidates else None


def _candidates(headings: list[str], seconds: Iterable[str], titles: list[str], sites: set[str]) -> list[str]:
    """The headings that may be the title, those with most words of the page's titles first."""
    beginnings = {site_key(title[:end]) for title in titles for _, end in split_title_parts(title)[:-1]}
    found = [heading for heading in headings if not is_site_name(heading, sites)]
    found += [heading for heading in seconds if site_key(heading) in beginnings - sites]
    return sorted(found, key=lambda heading: -max((word_overlap(t, heading) for t in titles), default=0.0))


def _confirmed_title(heading: str, titles: list[str]) -> str | None:
    """The heading, without a kicker, if one of the titles names the same article; else None."""
    key = site_key(heading)
    for title in titles:
        if len(site_key(title)) > MIN_TITLE_AT_END and key.endswith(site_key(title)):
            return title
    same = any(
        key in site_key(title) or max(word_overlap(heading, title), word_overlap(title, heading)) >= MIN_OVERLAP
        for title in titles
    )
    return heading if same else None


def _with_colon(heading: str, titles: list[str], sites: set[str]) -> str:
    """A heading with the colon behind its kicker that one of the titles has: pages show it by other means."""
    cut = (cut_site_name(title, sites) or title for title in titles)
    return next((title for title in cut if ":" in title and site_key(title) == site_key(heading)), heading)


def _as_spelt(heading: str, titles: list[str]) -> str:
    """A heading in capitals as one of the titles spells it."""
    if heading.isupper():
        for title in titles:
            at = title.casefold().find(heading.casefold())
            if at >= 0 and not title[at : at + len(heading)].isupper():
                return title[at : at + len(heading)]
    return heading
