"""What happens to the same feed between two readings of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from html import escape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from intake.feeds.feed_samples import atom, json_feed, rss

from bot.intake.feeds.identity import KnownItem, item_keys, same_item
from bot.intake.feeds.parse import parse_feed

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
SUBJECTS = (
    "ferry bridge harbour mayor school hospital museum market tram airport stadium library theatre forest river"
).split()


@dataclass(frozen=True)
class Story:
    """An item before it is written as RSS, Atom or JSON."""

    guid: str
    link: str
    title: str
    text: str
    date: datetime


def story(n: int) -> Story:
    subject = SUBJECTS[n % len(SUBJECTS)]
    title = f"{subject.capitalize()} number {n} opens in Valmère"
    text = " ".join(
        f"The {subject} was visited by {n * 10 + k} guests on day {k}, says café no. {n}." for k in range(8)
    )
    return Story(f"tag:{n}", f"https://courier.example/{n}/{subject}", title, text, NOW - timedelta(hours=n))


def element(name: str, value: str) -> str:
    return f"<{name}>{escape(value)}</{name.partition(' ')[0]}>" if value else ""


def as_rss(stories: list[Story]) -> bytes:
    return rss(
        *(
            element("title", s.title) + element("link", s.link) + element('guid isPermaLink="false"', s.guid)
            + element("pubDate", f"{s.date:%a, %d %b %Y %H:%M:%S} GMT") + element("description", s.text)
            for s in stories
        )
    ).encode()  # fmt: skip


def as_atom(stories: list[Story]) -> bytes:
    return atom(
        *(
            element("title", s.title) + (f'<link href="{escape(s.link)}"/>' if s.link else "") + element("id", s.guid)
            + element("updated", s.date.isoformat()) + element('content type="html"', f"<p>{s.text}</p>")
            for s in stories
        )
    ).encode()  # fmt: skip


def as_json(stories: list[Story]) -> bytes:
    items = (
        {"id": s.guid, "url": s.link, "title": s.title, "content_text": s.text, "date_published": s.date.isoformat()}
        for s in stories
    )
    return json_feed(*items).encode()


class Reader:
    """Reads a feed again and again, and remembers its items as the store does."""

    def __init__(self) -> None:
        self.known: list[KnownItem] = []

    def new_titles(self, data: bytes) -> list[str]:
        """The titles of the items that are new."""
        found = []
        for item in parse_feed(data, url="https://courier.example/feed", content_type=None, now=NOW).items:
            keys = frozenset(item_keys(item))
            if same_item(item, [one for one in self.known if one.keys & keys]) is None:
                self.known.append(KnownItem(len(self.known) + 1, keys, item.title))
                found.append(item.title)
        return found


STORIES = [story(n) for n in range(12)]
Change = Callable[[list[Story]], bytes]
CHANGES: dict[str, Change] = {
    "nothing": as_rss,
    "Atom": as_atom,
    "JSON Feed": as_json,
    "another order": lambda stories: as_rss(stories[::-1]),
    "another encoding": lambda stories: as_rss(stories).replace(b"UTF-8", b"iso-8859-1").decode().encode("latin-1"),
    "only one item": lambda stories: as_rss(stories[5:6]),
    "new dates": lambda stories: as_rss([replace(s, date=NOW) for s in stories]),
    "new identifiers": lambda stories: as_rss([replace(s, guid=f"{s.guid}:v2") for s in stories]),
    "no identifiers": lambda stories: as_rss([replace(s, guid="") for s in stories]),
    "one identifier for all": lambda stories: as_rss([replace(s, guid="app") for s in stories]),
    "identifiers of other items": lambda stories: as_rss(
        [replace(s, guid=stories[n - 1].guid) for n, s in enumerate(stories)]
    ),
    "parameters": lambda stories: as_rss([replace(s, link=f"{s.link}?s=1&x=2") for s in stories]),
    "parameters and identifiers": lambda stories: as_rss(
        [replace(s, link=f"{s.link}?s={n}", guid=f"new-{n}") for n, s in enumerate(stories)]
    ),
    "http": lambda stories: as_rss([replace(s, link=s.link.replace("https", "http")) for s in stories]),
    "one link for all": lambda stories: as_rss([replace(s, link="https://courier.example/app") for s in stories]),
    "the front page as every link": lambda stories: as_rss(
        [replace(s, link="https://courier.example/") for s in stories]
    ),
    "no links and no identifiers": lambda stories: as_rss([replace(s, link="", guid="") for s in stories]),
    "corrected headlines": lambda stories: as_rss([replace(s, title=f"Updated report on {s.guid}") for s in stories]),
    "corrected headlines, no identifiers": lambda stories: as_rss(
        [replace(s, title=f"Updated report on {s.guid}", guid="") for s in stories]
    ),
    "teasers": lambda stories: as_rss([replace(s, text=f"{s.text[:120]}…") for s in stories]),
    "no texts": lambda stories: as_rss([replace(s, text="") for s in stories]),
    "cut off": lambda stories: as_rss(stories)[:-400],
}


@pytest.mark.parametrize("length", [1_000, 90, 0])
@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_no_item_is_new_again_whatever_the_feed_does_and_its_next_one_is(change: Change, length: int) -> None:
    stories = [replace(one, text=one.text[:length]) for one in STORIES]
    reader = Reader()
    assert len(reader.new_titles(as_rss(stories[1:]))) == 11
    assert reader.new_titles(change(stories[1:])) == []
    assert reader.new_titles(as_rss(stories)) == [stories[0].title]


@pytest.mark.parametrize("write", [as_rss, as_atom, as_json])
def test_a_corrected_word_makes_no_item_new_under_any_identifier_or_link(write: Change) -> None:
    reader = Reader()
    assert len(reader.new_titles(write(STORIES))) == 12
    corrected = [replace(s, text=s.text.replace("day 3", "Sunday"), guid=f"{s.guid}:v2") for s in STORIES]
    assert reader.new_titles(write(corrected)) == []
    assert reader.new_titles(write([replace(s, link=f"{s.link}/new") for s in corrected])) == []


@given(st.lists(st.tuples(st.sampled_from(sorted(CHANGES)), st.sets(st.integers(0, 11), min_size=1)), max_size=6))
@settings(max_examples=25, deadline=None)
def test_any_changes_one_after_another_show_each_item_once(readings: list[tuple[str, set[int]]]) -> None:
    reader = Reader()
    reader.new_titles(as_rss(STORIES))
    for name, numbers in readings:
        assert reader.new_titles(CHANGES[name]([STORIES[n] for n in sorted(numbers)])) == [], name


def test_a_feed_that_grows_shows_what_is_new_and_yesterdays_copy_shows_nothing() -> None:
    reader = Reader()
    reader.new_titles(as_rss(STORIES[:1]))
    many = [story(n) for n in range(600)]
    assert len(reader.new_titles(as_rss(many))) == 499  # the 500 newest are read
    assert reader.new_titles(as_rss(STORIES)) == []


@pytest.mark.parametrize("link", ["https://courier.example/weather", "https://courier.example/", ""])
def test_a_title_that_repeats_every_day_is_new_every_day(link: str) -> None:
    days = [
        Story(
            f"w{n}", link, "Weather", f"Rain in the {SUBJECTS[n]} and sun on {n} beaches.", NOW - timedelta(days=9 - n)
        )
        for n in range(5)
    ]
    reader = Reader()
    for day in days:
        assert reader.new_titles(as_rss([day])) == ["Weather"]
        assert reader.new_titles(as_rss([day])) == []
    assert reader.new_titles(as_rss(days)) == []
