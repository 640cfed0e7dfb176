"""The tags of a thread in a forum."""

from __future__ import annotations

import pytest
from ui.test_limits import analysis_of, article_of

from bot.models.analysed_article import AnalysedArticle
from bot.services.delivery.errors import ChannelUnavailable
from bot.ui.forums import tag_ids

ITEMS = [AnalysedArticle(article_of("Title", "Text."), analysis_of(["Trade", "Health"]))]
REQUIRES_TAG = 1 << 4


def forum(*tags: str, flags: int = 0, moderated: bool = False) -> dict[str, object]:
    return {
        "flags": flags,
        "available_tags": [{"id": str(n), "name": name, "moderated": moderated} for n, name in enumerate(tags)],
    }


def test_a_thread_gets_the_tags_that_are_named_like_its_themes() -> None:
    assert tag_ids(forum("Sport", "trade", "HEALTH"), ITEMS) == ["1", "2"]
    assert tag_ids(forum("Sport", "News"), ITEMS) == []
    assert tag_ids({}, ITEMS) == []


def test_tags_for_moderators_are_not_used() -> None:
    assert tag_ids(forum("Trade", moderated=True), ITEMS) == []


def test_a_forum_that_requires_a_tag_gets_one_that_fits_any_article() -> None:
    assert tag_ids(forum("Sport", "News", flags=REQUIRES_TAG), ITEMS) == ["1"]
    with pytest.raises(ChannelUnavailable, match="add one called News"):
        tag_ids(forum("Sport", flags=REQUIRES_TAG), ITEMS)


def test_a_thread_has_at_most_five_tags() -> None:
    themes = [f"Theme {n}" for n in range(9)]
    items = [AnalysedArticle(article_of("Title", "Text."), analysis_of(themes))]
    assert tag_ids(forum(*themes), items) == ["0", "1", "2", "3", "4"]
