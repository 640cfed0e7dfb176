"""Answers from the store when it changes, or fails, in the middle of a question."""

from __future__ import annotations

import pytest
from conftest import Clock
from store.samples import HERE, add
from structlog.testing import capture_logs

from bot.errors import InputError, NotFound, StorageError
from bot.models.analysis import Theme
from bot.services.library import Library
from bot.services.library_examples import NEUTRAL
from bot.services.lookup.misspelt_keywords import Keyword
from bot.store.protocols.store import Store


@pytest.fixture
def library(store: Store, clock: Clock) -> Library:
    return Library(store, clock)


async def nothing(*_: object, **__: object) -> None:
    """As where the article was deleted with its server meanwhile."""


async def test_an_article_without_an_analysis_is_named_with_what_to_do(
    store: Store, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    article = await add(store, "Story")
    monkeypatch.setattr(store, "analysis", nothing)
    monkeypatch.setattr(store, "digest", nothing)
    for question in (library.analysed, library.digest):
        with pytest.raises(NotFound, match=r"#1 has not been analysed yet: try again in a moment\."):
            await question(article)


async def test_the_pages_of_a_text_are_shown_even_if_they_cannot_be_stored(
    store: Store, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def full(*_: object) -> None:
        msg = "the disk is full"
        raise StorageError(msg)

    article = await add(store, "Story")
    monkeypatch.setattr(store, "set_page_offsets", full)
    with capture_logs() as logs:
        assert await library.full_text(HERE, article.id) == (article, (0,))
    assert [line["event"] for line in logs] == ["pages.not_stored"]
    with pytest.raises(NotFound, match="no longer in the library"):
        await library.full_text(HERE, 99)


async def test_examples_are_neutral_while_the_library_cannot_be_read(
    store: Store, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def broken(*_: object, **__: object) -> None:
        msg = "the disk is gone"
        raise StorageError(msg)

    await add(store, "Story")
    assert (await library.examples(HERE)).word == "story"
    monkeypatch.setattr(store, "digest", nothing)
    assert (await library.examples(HERE)).word == "story"
    monkeypatch.setattr(store, "articles_by_date", broken)
    with capture_logs() as logs:
        assert await library.examples(HERE) == NEUTRAL
    assert [line["event"] for line in logs] == ["examples.not_read"]


async def test_no_keyword_is_corrected_while_the_library_cannot_be_read(
    store: Store, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def broken(*_: object, **__: object) -> None:
        msg = "the disk is gone"
        raise StorageError(msg)

    assert await library.correct_keywords(HERE, "last wek", [Keyword.PERIOD]) == "last week"
    monkeypatch.setattr(store, "theme_labels", broken)
    assert await library.correct_keywords(HERE, "last wek", [Keyword.PERIOD]) is None


async def test_a_theme_that_several_fit_is_asked_about(store: Store, library: Library) -> None:
    await add(store, "Story", themes=[Theme("Crime and law", ("a", "b")), Theme("Law of the sea", ("a", "b"))])
    with pytest.raises(NotFound, match="Several themes fit “law”") as refused:
        await library.theme(HERE, "law")
    assert refused.value.suggestions is not None
    assert sorted(choice.label for choice in refused.value.suggestions.choices) == ["Crime and law", "Law of the sea"]


async def test_a_search_without_words_is_refused(library: Library) -> None:
    with pytest.raises(InputError, match="one or more words"):
        await library.search(HERE, "...", limit=5, offset=0)
