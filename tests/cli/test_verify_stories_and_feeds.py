"""``verify`` explains why articles are one story, and the list of the feeds, and finds what is wrong in them."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta

import pytest
from cli.verifying import Change, findings, finds_something, in_description, inventing
from conftest import Town
from story_reports import FERRY, FERRY_ELSEWHERE, INQUIRY, STRIKE

from bot.cli.verify.library import Source
from bot.models.articles import SHARED, Draft
from bot.models.feeds import FeedDocument, FeedState, FeedText
from bot.ui.reply import Reply

SHARED_WORDS = re.compile(r"(shares with \\?#\d+: )(.+)")


async def add_stories(town: Town) -> None:
    """Two reports of one story in words of their own, one of what followed it, and one of something else."""
    for number, report in enumerate((FERRY, FERRY_ELSEWHERE, INQUIRY, STRIKE)):
        await town.newsroom.add(town.guild.id, Draft(*report, f"https://outlet{number}.example/", f"Outlet {number}"))
    assert "shares with" in await town.ask("!story 2")


def test_an_article_with_an_acronym_writes_it_in_its_other_form_too() -> None:
    article = Source(1, 1, "US adds 245,000 jobs", (), frozenset(), frozenset())
    assert article.writes("U.S")
    assert article.writes("245,000")
    assert not article.writes("U.K")


async def add_feeds(town: Town) -> None:
    """A feed in each state."""
    store, now = town.resources.store, town.resources.clock()
    known = []
    for n, title in enumerate(("Unread", "Read", "Paused *here*", "Failed once", "Failed often", "Gone", "Read")):
        due = now + timedelta(hours=n)
        feed = await store.add_feed(
            SHARED if n % 2 else town.guild.id,
            f"https://feeds.example/{n}",
            title=title,
            site=None,
            text_from=FeedText.AUTO,
            now=now,
            next_poll_at=due,
            by=None,
        )
        known.append((feed.id, due))
    for feed_id, due in (known[1], known[6]):
        document = FeedDocument("Read", None, ())
        await store.record_read(
            feed_id,
            now=due - timedelta(minutes=9),
            next_poll_at=due,
            url=f"https://feeds.example/{1 if feed_id == known[6][0] else 'x'}",
            etag=None,
            last_modified=None,
            document=document,
            new=(),
        )
    await store.set_feed_state(known[2][0], FeedState.PAUSED, "an editor paused it", now=now)
    failures = [(3, None), (4, None), (4, None), (4, FeedState.PAUSED), (5, FeedState.GONE)]
    for n, state in failures:
        feed_id, due = known[n]
        reason = f"Server {n} said *no* (50{n})."
        await store.record_failure(feed_id, reason, now=now, next_poll_at=due, state=state)
    await store.set_feed_text(known[3][0], FeedText.PAGE)


async def test_nothing_is_left_over_of_stories_that_share_words(town: Town) -> None:
    await add_stories(town)
    assert await findings(town) == []


async def test_nothing_is_left_over_of_stories_that_editors_changed(town: Town) -> None:
    await add_stories(town)
    for command in ("!story join 4 1", "!story join 3 1", "!story part 2", "!remove 3"):
        await town.ask(command, who=town.editor)
    said = await town.ask("!story 4")
    assert "an editor put it here" in said
    assert "An editor took #2 out of this story." in said
    assert await findings(town) == []


async def test_nothing_is_left_over_of_feeds_in_each_state(town: Town) -> None:
    await add_stories(town)
    await add_feeds(town)
    said = await town.ask("!feed list", who=town.editor)
    for state in ("not read yet", "read <t:", "paused: an editor", "failed <t:", "3 times in a row", "gone for good"):
        assert state in said, state
    assert await findings(town) == []


def word_of_no_article(text: str) -> str:
    return SHARED_WORDS.sub(r"\1zeppelin", text)


def word_of_another_article(text: str) -> str:
    return SHARED_WORDS.sub(r"\g<1>union", text)


def word_of_one_of_both(text: str) -> str:
    """What only the article that the reason is about has: its outlet's own words."""
    return SHARED_WORDS.sub(r"\g<1>\g<2>, aground", text)


def number_of_another_article(text: str) -> str:
    return re.sub(r"(shares with \\?#)\d+", r"\g<1>4", text)


def seconds_later(text: str) -> str:
    return re.sub(r"<t:(\d+)", lambda found: f"<t:{int(found[1]) + 1}", text)


def lines_swapped(text: str) -> str:
    """The states of the first two feeds exchanged."""
    (one, of_one), (other, of_other), *rest = [line.partition(" — ")[::2] for line in text.splitlines()]
    return "\n".join([f"{one} — {of_other}", f"{other} — {of_one}", *(" — ".join(line) for line in rest)])


def feed_renamed(text: str) -> str:
    return text.replace("Unread", "Gone")


def reason_changed(text: str) -> str:
    return text.replace("said", "never said")


@pytest.mark.parametrize(
    ("title", "change"),
    [
        ("The story of", word_of_no_article),
        ("The story of", word_of_another_article),
        ("The story of", word_of_one_of_both),
        ("The story of", number_of_another_article),
        ("Feeds", seconds_later),
        ("Feeds", lines_swapped),
        ("Feeds", feed_renamed),
        ("Feeds", reason_changed),
        ("What you follow", lambda text: text.replace("naming ", "naming Zoe ")),
    ],
)
async def test_what_is_wrong_in_them_is_found(
    town: Town, monkeypatch: pytest.MonkeyPatch, title: str, change: Change
) -> None:
    await add_stories(town)
    await add_feeds(town)
    changed: list[str] = []

    def invention(reply: Reply) -> Reply:
        if not (reply.embed.title or "").startswith(title):
            return reply
        other = in_description(change)(reply)
        changed.extend([other.embed.description or ""] if other.embed != reply.embed else [])
        return replace(other)

    inventing(monkeypatch, invention)
    assert await finds_something(town)
    assert changed
