"""Which items of a feed are new."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from services.feeds.web import FEED, rss, story, teaser

from bot.intake.feeds.identity import CONTENT, KnownItem, item_keys
from bot.models.feeds import FeedDocument, FeedItem, ItemVersion
from bot.services.feeds.selection import (
    ARCHIVE_REASON,
    FIRST_ITEMS,
    MAX_AGE,
    MAX_BELOW,
    MAX_REVISED,
    OLD_REASON,
    FetchedFeed,
    ReadFeed,
    Selection,
    all_keys,
    read_feed,
    select_items,
)

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)


def of(*items: FeedItem) -> ReadFeed:
    return ReadFeed(FeedDocument("The Paper", None, items), tuple(map(item_keys, items)))


def known(*items: FeedItem) -> list[KnownItem]:
    return [KnownItem(n, frozenset(item_keys(item)), item.title) for n, item in enumerate(items, 1)]


def select(read: ReadFeed, *before: FeedItem, is_first: bool = False) -> Selection:
    return select_items(read, known(*before), is_first=is_first, now=NOW)


def test_bytes_become_a_document_with_keys():
    read = read_feed(FetchedFeed(rss(story("Rye"), story("Hull")), FEED, "application/rss+xml", NOW))
    assert [item.title for item in read.document.items] == ["Rye opens its harbour", "Hull opens its harbour"]
    assert read.keys == tuple(map(item_keys, read.document.items))
    assert all_keys(read) == {key for keys in read.keys for key in keys}


def test_new_items_come_oldest_first():
    selection = select(of(story("Rye"), story("Hull"), story("Deal")), story("Deal"))
    assert [new.item.title[:4] for new in selection.new] == ["Hull", "Rye "]
    assert all(new.is_posted and not new.skipped for new in selection.new)


def test_of_a_first_read_the_latest_become_articles():
    items = [story(f"Town{n}") for n in range(FIRST_ITEMS + 1)]
    selection = select(of(*items), is_first=True)
    assert [bool(new.skipped) for new in selection.new] == [True] + [False] * FIRST_ITEMS
    assert not any(new.is_posted for new in selection.new)


def test_an_old_item_is_no_news_unless_the_feed_is():
    old = story("Rye", published_at=NOW - MAX_AGE - timedelta(seconds=1))
    recent = story("Hull", published_at=NOW - MAX_AGE)
    assert [new.skipped for new in select(of(recent, old)).new] == [OLD_REASON, ""]
    assert [new.skipped for new in select(of(old), is_first=True).new] == [""]


@pytest.mark.parametrize(
    ("below", "dated", "skipped"), [(MAX_BELOW, 0, 0), (MAX_BELOW + 1, 0, MAX_BELOW + 1), (0, MAX_BELOW + 1, 0)]
)
def test_a_feed_that_shows_its_archive_brings_no_flood(below: int, dated: int, skipped: int):
    archive = [story(f"Town{n}") for n in range(below)] + [
        story(f"Port{n}", published_at=NOW - timedelta(days=1)) for n in range(dated)
    ]
    selection = select(of(story("Rye"), story("Hull"), *archive), story("Hull"))
    assert [new.skipped for new in selection.new].count(ARCHIVE_REASON) == skipped
    assert (selection.new[-1].item.title, selection.new[-1].skipped) == ("Rye opens its harbour", "")


def test_a_feed_that_has_nothing_of_before_is_news():
    selection = select(of(*(story(f"Town{n}") for n in range(MAX_BELOW + 5))), story("Hull"))
    assert not any(new.skipped for new in selection.new)


def test_an_item_that_the_feed_has_twice_is_new_once():
    twice = replace(story("Rye"), guid="other", published_at=NOW)
    assert len(select(of(story("Rye"), twice)).new) == 1


def test_a_new_version_of_a_known_item_is_recognised_and_its_keys_are_kept():
    changed = replace(story("Rye"), guid="https://other.example/1")
    selection = select(of(changed), story("Rye"))
    assert selection.new == ()
    assert dict(selection.changed) == {1: ItemVersion(changed, item_keys(changed))}
    assert select(of(story("Rye", published_at=NOW)), story("Rye")) == Selection((), {})


@pytest.mark.parametrize(
    ("change", "is_revised"),
    [
        ({"title": "Rye opens its new harbour"}, True),
        ({"html": story("Rye").html.replace("Monday", "Tuesday")}, True),
        ({"html": story("Rye").html.replace("rain since", "rain, since")}, True),
        ({"html": story("Rye").html.replace(" rain", "\n\t<b>rain</b>")}, False),
        ({"link": "https://news.example/rye?session=1"}, False),
        ({"guid": "rye-2", "published_at": NOW, "author": "Ann Lee"}, False),
        ({"updated_at": NOW}, False),
    ],
)
def test_a_known_item_is_revised_if_its_words_are_new(change: dict[str, Any], is_revised: bool):
    changed = select(of(replace(story("Rye"), **change)), story("Rye")).changed
    assert [version.is_revised for version in changed.values()] == [True] * is_revised + [False] * (
        not is_revised and bool(changed)
    )


def test_words_that_an_item_had_before_are_a_return() -> None:
    retitled = replace(story("Rye"), title="Rye opens its new harbour")
    versions = [KnownItem(1, frozenset(item_keys(item)), "Rye") for item in (story("Rye"), retitled)]
    assert select_items(of(retitled), versions, is_first=False, now=NOW) == Selection((), {})
    back = select_items(of(story("Rye")), versions, is_first=False, now=NOW).changed[1]
    assert (back.is_revised, back.is_return) == (True, True)


def test_of_an_item_that_the_feed_has_in_two_versions_the_newer_one_counts() -> None:
    retitled = replace(story("Rye"), title="Rye opens its new harbour")
    assert select(of(story("Rye"), retitled), story("Rye")) == Selection((), {})
    assert select(of(retitled, story("Rye")), story("Rye")).changed[1].item == retitled


def test_a_teaser_is_revised_if_its_feed_says_that_its_page_is():
    changed = select(of(teaser("Rye", updated_at=NOW)), teaser("Rye", updated_at=NOW - timedelta(hours=1))).changed
    assert changed[1].is_revised


def test_an_item_from_before_there_were_keys_of_versions_is_not_revised():
    known = KnownItem(1, frozenset(key for key in item_keys(story("Rye")) if not key.startswith(CONTENT)), "Rye")
    retitled = replace(story("Rye"), title="Rye opens its new harbour")
    changed = select_items(of(retitled), [known], is_first=False, now=NOW).changed
    assert not changed[1].is_revised


@pytest.mark.parametrize(("items", "is_news"), [(MAX_REVISED, True), (MAX_REVISED + 1, False)])
def test_a_feed_that_changes_all_its_items_has_changed_its_form(items: int, is_news: bool):
    known = [story(f"Town{n}") for n in range(items)]
    changed = select(of(*(replace(item, html=f"{item.html}<p>Share this.</p>") for item in known)), *known).changed
    assert {version.is_revised for version in changed.values()} == {is_news}


@pytest.mark.parametrize("seed", range(20))
def test_a_feed_that_is_shuffled_cut_and_dated_anew_has_nothing_new(seed: int):
    chance = random.Random(seed)
    items = [story(f"Town{n}", published_at=NOW - timedelta(hours=n)) for n in range(12)]
    shown = chance.sample(items, chance.randint(1, 12))
    shown = [replace(item, published_at=NOW, link=f"{item.link}?utm_source=x") for item in shown]
    assert select(of(*shown), *items).new == ()
