"""Brings the library up to date with a folder of seeds, which are articles in files."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import structlog

from bot.errors import AnalysisFailed, BriefingError, DuplicateArticle, KnownLink
from bot.intake.seeds import Seed, read_seeds
from bot.models.articles import SHARED, Draft
from bot.text.version import ANALYZER_VERSION

if TYPE_CHECKING:
    from pathlib import Path

    from bot.models.articles import Article
    from bot.services.newsroom import Newsroom
    from bot.store.protocols.store import Store

__all__ = ["SeedReport", "load_seeds"]

log = structlog.get_logger(__name__)


@dataclass(slots=True)
class SeedReport:
    """The result of loading a folder, by file name; ``refused`` has the reasons."""

    added: list[str] = field(default_factory=list)
    updated: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    refused: dict[str, str] = field(default_factory=dict)


async def load_seeds(newsroom: Newsroom, store: Store, folder: Path) -> SeedReport:
    """Adds every new seed, updates the changed ones under their number, logs and skips the unusable ones.

    The first load of a folder posts nothing; new seeds of a later one are posted like any article. An editor's change
    of a seed stays until the file changes. A bad file prevents neither the others nor the start of the bot. Raises
    InputError if the folder cannot be read.
    """
    report = SeedReport()
    seeds = read_seeds(folder)
    loaded_before = f"seeds:{folder}"
    posted = await store.get_value(loaded_before) is not None
    for seed in seeds:
        if isinstance(seed, Seed):
            try:
                await _load(newsroom, store, seed, report, posted=posted)
            except BriefingError as error:
                report.refused[seed.name] = str(error)
        else:
            report.refused[seed.name] = seed.reason
    if not posted:
        await store.set_value(loaded_before, "1")
    for name, reason in report.refused.items():
        log.warning("seed.refused", file=name, reason=reason)
    log.info("seeds.loaded", added=report.added, updated=report.updated, unchanged=len(report.unchanged))
    return report


async def _load(newsroom: Newsroom, store: Store, seed: Seed, report: SeedReport, *, posted: bool) -> None:
    """Loads a seed, unless this version of the analyzer failed on it: it would kill a worker at every start."""
    # A table remembers this for articles; a seed that was never stored has only its content.
    failure_key = f"unread:{ANALYZER_VERSION}:{seed.draft.content_hash}"
    reason = await store.get_value(failure_key)
    if reason is not None:
        report.refused[seed.name] = reason
        return
    try:
        await _add_or_update(newsroom, store, seed, report, posted=posted)
    except AnalysisFailed as error:
        await store.set_value(failure_key, str(error))
        raise


async def _add_or_update(newsroom: Newsroom, store: Store, seed: Seed, report: SeedReport, *, posted: bool) -> None:
    known = await store.article_by_seed(seed.name)
    key, fingerprint = f"seed:{seed.name}", _fingerprint(seed.draft)
    loaded = await store.get_value(key)
    if loaded == fingerprint or (known is not None and loaded is None and _draft_of(known) == seed.draft):
        report.unchanged.append(seed.name)
    elif known is not None:
        await newsroom.edit(known, seed.draft, by=None, background=True)
        report.updated.append(seed.name)
    else:
        await _add(newsroom, seed, report, posted=posted)
    if loaded != fingerprint:
        await store.set_value(key, fingerprint)


async def _add(newsroom: Newsroom, seed: Seed, report: SeedReport, *, posted: bool) -> None:
    try:
        await newsroom.add(SHARED, seed.draft, seed=seed.name, posted=posted)
        report.added.append(seed.name)
    except DuplicateArticle:  # the same text under another file name, or added by somebody
        report.unchanged.append(seed.name)
    except KnownLink as error:  # a newer version of a page that another file or the owner has added
        await newsroom.update(error.article, seed.draft, by=None)
        report.updated.append(seed.name)


def _draft_of(article: Article) -> Draft:
    """The draft that an article was made from."""
    return Draft(article.title, article.text, article.url, article.source, article.author, article.published_at)


def _fingerprint(draft: Draft) -> str:
    """A hash of everything in a seed file; a changed date or source counts as a change, too."""
    return hashlib.sha256(repr(draft).encode("utf-8", "surrogatepass")).hexdigest()
