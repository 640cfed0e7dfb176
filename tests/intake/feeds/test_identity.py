from __future__ import annotations

import string
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from intake.feeds.feed_samples import LONG

from bot.intake.feeds.identity import KnownItem, item_keys, same_item
from bot.models.feeds import FeedItem

FERRY = FeedItem("n-2431", "https://courier.example/ferry", "Ferry strike in Valmere ends", LONG)
SHORT = "<p>It ended on Monday.</p>"
OTHER_LONG = f"<p>{'The mayor opened the new bridge over the river on Sunday. ' * 6}</p>"
TEASER = replace(FERRY, html=SHORT)
MOVED = "https://courier.example/2026/11/ferry"
CORRECTED = LONG.replace("three percent", "four percent")
REWRITTEN = (
    CORRECTED.replace("in 1998 and took three weeks", "ten years ago")
    .replace(
        "Some 4,000 passengers had waited on the islands since the first day", "Nobody on the islands could leave them"
    )
    .replace("Boats to the islands will sail again", "They sail")
)
JAPANESE = "".join(f"<p>{n}日目、島の住民は、市長に、新しい船を求めた。会社は、{n}隻を約束した。</p>" for n in range(9))
WEATHER = FeedItem(None, None, "Weather", "<p>Rain in the morning, sun later.</p>")


def known(*items: FeedItem) -> list[KnownItem]:
    return [KnownItem(n, frozenset(item_keys(item)), item.title) for n, item in enumerate(items, 1)]


def found(item: FeedItem, *before: FeedItem) -> int | None:
    """The number of the known item that an item is, of those with which it shares a key, as the store returns them."""
    keys = set(item_keys(item))
    match = same_item(item, [one for one in known(*before) if keys & one.keys])
    return match.id if match else None


SAME = {
    "unchanged": (FERRY, FERRY),
    "new identifier": (FERRY, replace(FERRY, guid="n-9")),
    "new identifier, short text": (TEASER, replace(TEASER, guid="n-9")),
    "new identifier, no text": (replace(FERRY, html=""), replace(FERRY, html="", guid="n-9")),
    "identifier lost": (TEASER, replace(TEASER, guid=None)),
    "identifier gained": (replace(TEASER, guid=None), TEASER),
    "another case of the scheme": (FERRY, replace(FERRY, link="http://www.courier.example/ferry/")),
    "identifier from http to https": (
        replace(TEASER, guid="http://courier.example/?p=1", link=None),
        replace(TEASER, guid="https://courier.example/?p=1", link=None, title="Strike over", html=""),
    ),
    "revision in the identifier": (
        replace(TEASER, guid="https://courier.example/ferry#0", link=None),
        replace(TEASER, guid="https://courier.example/ferry#3", link=None, title="Strike over", html=""),
    ),
    "tracking parameters": (TEASER, replace(TEASER, guid=None, link="https://courier.example/ferry?utm_source=rss")),
    "new parameters": (
        replace(TEASER, guid=None),
        replace(TEASER, guid=None, link="https://courier.example/ferry?s=77"),
    ),
    "new parameters and identifier": (TEASER, replace(TEASER, guid="n-9", link="https://courier.example/ferry?s=77")),
    "new parameters, no text": (
        replace(FERRY, guid=None, html=""),
        replace(FERRY, guid=None, html="", link="https://courier.example/ferry?s=77"),
    ),
    "moved": (FERRY, replace(FERRY, link="https://courier.example/2026/11/ferry-strike")),
    "moved, with a new identifier": (FERRY, replace(FERRY, guid="x", link="https://new.example/1")),
    "corrected headline, same link": (replace(TEASER, guid=None), replace(TEASER, guid=None, title="Walkout is over")),
    "corrected headline, same identifier": (TEASER, replace(TEASER, title="Walkout is over", html="")),
    "corrected headline, new identifier": (FERRY, replace(FERRY, guid="n-9", title="Walkout is over")),
    "corrected headline without a link": (
        replace(FERRY, guid=None, link=None),
        replace(FERRY, guid=None, link=None, title="Walkout is over"),
    ),
    "small correction, moved": (
        FERRY,
        replace(FERRY, link="https://courier.example/x", title="Ferry strike ends", html=""),
    ),
    "a word corrected, moved, with a new identifier": (FERRY, replace(FERRY, guid="x", link=MOVED, html=CORRECTED)),
    "a word corrected, with a new identifier and headline": (
        FERRY,
        replace(FERRY, guid="x", title="Walkout is over", html=CORRECTED),
    ),
    "some sentences corrected, with a new identifier": (FERRY, replace(FERRY, guid="x", html=REWRITTEN)),
    "a word corrected in a script without spaces": (
        FeedItem("1", "https://courier.example/1", "フェリー", JAPANESE),
        FeedItem("2", MOVED, "フェリー", JAPANESE.replace("市長", "知事", 1)),
    ),
    "longer text": (replace(TEASER, guid=None), replace(FERRY, guid=None)),
    "text cut to its opening": (replace(FERRY, guid=None), replace(FERRY, guid=None, html=f"{LONG[:150]}…")),
    "other markup and entities": (
        replace(FERRY, guid=None, link=None),
        replace(FERRY, guid=None, link=None, html=LONG.replace("<p>", "<div class='x'>").replace("“", "&ldquo;")),
    ),
    "only a title": (FeedItem(None, None, "Ferry", ""), FeedItem(None, None, "Ferry", "")),
    "short text without a link": (WEATHER, WEATHER),
    "short text, new identifier": (replace(WEATHER, guid="1"), replace(WEATHER, guid="2")),
    "no title": (FeedItem(None, None, "", SHORT), FeedItem(None, None, "", SHORT)),
    "identifier only in a fragment": (
        FeedItem("https://courier.example/#12", None, "Ferry", ""),
        FeedItem("http://courier.example/#12", None, "Boat", ""),
    ),
    "identifier that is no address": (
        FeedItem("http://[bad", None, "Ferry", ""),
        FeedItem("http://[bad", None, "Boat", ""),
    ),
}
NEW = {
    "another item": (FERRY, FeedItem("n-1", "https://courier.example/bridge", "New bridge opens", OTHER_LONG)),
    "an identifier used again": (
        TEASER,
        replace(TEASER, link="https://courier.example/bridge", title="New bridge opens"),
    ),
    "an identifier used again, long texts": (
        FERRY,
        FeedItem(FERRY.guid, "https://courier.example/bridge", "New bridge opens", OTHER_LONG),
    ),
    "an identifier used again, without a link": (
        replace(FERRY, link=None),
        FeedItem(FERRY.guid, None, "New bridge opens", OTHER_LONG),
    ),
    "an identifier used again, with the front page as the link": (
        replace(FERRY, link="https://courier.example/"),
        FeedItem(FERRY.guid, "https://courier.example/", "New bridge opens", OTHER_LONG),
    ),
    "an identifier used again, page with parameters": (
        replace(TEASER, link="https://courier.example/a.php?id=1"),
        replace(TEASER, link="https://courier.example/a.php?id=2", title="New bridge opens", html="<p>It opened.</p>"),
    ),
    "articles of one script": (
        FeedItem(None, "https://courier.example/a.php?id=1", "Weather", SHORT),
        FeedItem(None, "https://courier.example/a.php?id=2", "Weather", "<p>Rain.</p>"),
    ),
    "a daily title": (WEATHER, replace(WEATHER, html="<p>Snow.</p>")),
    "a daily title with identifiers": (replace(WEATHER, guid="1"), replace(WEATHER, guid="2", html="<p>Snow.</p>")),
    "a daily title with links": (
        replace(WEATHER, link="https://courier.example/w/1"),
        replace(WEATHER, link="https://courier.example/w/2"),
    ),
    "a daily title on one page": (
        FeedItem("1", "https://courier.example/weather", "Weather", SHORT),
        FeedItem("2", "https://courier.example/weather", "Weather", "<p>Snow.</p>"),
    ),
    "a daily opening": (
        FeedItem("1", "https://courier.example/briefing", "Morning briefing", f"<p>{'Good morning. ' * 9}</p>{LONG}"),
        FeedItem(
            "2", "https://courier.example/briefing", "Morning briefing", f"<p>{'Good morning. ' * 9}</p>{OTHER_LONG}"
        ),
    ),
    "a daily title without a text": (FeedItem("1", None, "Weather", ""), FeedItem("2", None, "Weather", "")),
    "the front page as the link": (
        FeedItem(None, "https://courier.example/", "Ferry strike ends", SHORT),
        FeedItem(None, "https://courier.example/", "New bridge opens", SHORT),
    ),
    "the front page as the identifier": (
        FeedItem("https://courier.example/", None, "Ferry strike ends", ""),
        FeedItem("https://courier.example/", None, "New bridge opens", ""),
    ),
    "a page that shows one item after another": (
        FeedItem(None, "https://courier.example/app", "Ferry strike ends", LONG),
        FeedItem(None, "https://courier.example/app", "New bridge opens", OTHER_LONG),
    ),
    "an app with identifiers": (
        FeedItem("1", "https://courier.example/app", "Ferry strike ends", ""),
        FeedItem("2", "https://courier.example/app", "New bridge opens", ""),
    ),
    "some sentences of a report in another one": (FERRY, replace(FERRY, guid="x", link=MOVED, html=REWRITTEN)),
    "nearly the same report of another event": (
        FERRY,
        replace(FERRY, guid="x", link=MOVED, title="Ferry strike in Skelwick goes on", html=CORRECTED),
    ),
    "the same note for subscribers": (
        FeedItem("1", "https://courier.example/1", "Ferry strike ends", f"<p>{'Only for subscribers. ' * 15}</p>"),
        FeedItem("2", "https://courier.example/2", "New bridge opens", f"<p>{'Only for subscribers. ' * 15}</p>"),
    ),
    "nothing at all": (FeedItem(None, None, "", ""), FeedItem(None, None, "", "")),
}


@pytest.mark.parametrize(("before", "now"), SAME.values(), ids=SAME)
def test_an_item_is_known_again(before: FeedItem, now: FeedItem) -> None:
    assert found(now, before) == 1
    assert found(before, now) == 1


@pytest.mark.parametrize(("before", "now"), NEW.values(), ids=NEW)
def test_another_item_is_new(before: FeedItem, now: FeedItem) -> None:
    assert found(now, before) is None
    assert found(before, now) is None


def test_keys_begin_with_the_strongest_and_are_bounded() -> None:
    keys = item_keys(FERRY)
    assert [key.partition(":")[0] for key in keys] == [
        "id",
        "link",
        "text",
        "page",
        "plain",
        "opening",
        "title",
        "content",
        "sketch",
    ]
    assert all(len(key) < 300 for key in item_keys(replace(FERRY, guid="x" * 1_000, title="y" * 300)))


def test_the_known_item_with_the_stronger_key_counts() -> None:
    again = replace(TEASER, link="https://courier.example/bridge", title="New bridge opens")
    assert found(again, TEASER, again) == 2
    assert found(TEASER, again, TEASER) == 2


def test_an_item_is_known_by_any_of_the_forms_in_which_it_was_seen() -> None:
    forms = [TEASER, replace(TEASER, guid="n-9"), replace(TEASER, guid=None, link="https://new.example/1", html="")]
    seen = KnownItem(1, frozenset(key for form in forms for key in item_keys(form)), TEASER.title)
    for form in forms:
        assert same_item(replace(form, title="Walkout is over", html=""), [seen]) is seen


def article(n: int) -> FeedItem:
    """An article with words of its own."""
    words = " ".join(f"{string.ascii_lowercase[n % 26]}{string.ascii_lowercase[i]}word{n}x{i}" for i in range(26))
    return FeedItem(
        f"id-{n}", f"https://courier.example/{n}/story", f"Headline {words[:60]} {n}", f"<p>{words}. {words}</p>"
    )


CHANGES = {
    "date": lambda item, n: replace(item, published_at=None),
    "identifier": lambda item, n: replace(item, guid=f"new-{n}"),
    "no identifier": lambda item, n: replace(item, guid=None),
    "identifier used for all": lambda item, n: replace(item, guid=f"id-{(n + 1) % 12}"),
    "parameters": lambda item, n: replace(item, link=f"{item.link}?session={n}"),
    "scheme": lambda item, n: replace(item, link=item.link.replace("https:", "http:")),
    "no link": lambda item, n: replace(item, link=None),
    "markup": lambda item, n: replace(item, html=f"<div>{item.html}</div><img src='https://x.example/{n}.gif'>"),
    "headline": lambda item, n: replace(item, title=f"Corrected: {item.title}"),
}


@given(
    st.permutations(range(12)),
    st.lists(st.sampled_from(sorted(CHANGES)), max_size=12),
    st.integers(1, 12),
)
@settings(max_examples=60, deadline=None)
def test_a_feed_may_change_each_item_in_one_way_and_its_order_and_size(
    order: list[int], changes: list[str], size: int
) -> None:
    before = [article(n) for n in range(12)]
    for place, number in enumerate(order[:size]):
        change = changes[place] if place < len(changes) else "date"
        assert found(CHANGES[change](before[number], number), *before) == number + 1, change
    assert found(article(40), *before) is None
