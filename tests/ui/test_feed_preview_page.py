"""A feed that was found is shown with its last items as they would be posted, within Discord's limits."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from hypothesis import given
from ui.strategies import NASTY
from ui.test_feed_pages import FEED, SUB
from ui.test_limits import total

from bot.models.analysed_article import AnalysedArticle
from bot.models.analysis import Actor, ActorKind, Analysis, Mention, Role, Sentence, Theme
from bot.models.articles import Article, ArticleHeader, Draft
from bot.models.feeds import FeedDocument
from bot.models.guilds import DEFAULT_LOOK, PostLook, PostStyle, SubscriptionState
from bot.models.stories import LikelyStory
from bot.services.feeds.finding import FoundFeed
from bot.services.feeds.previews import PreviewedItem
from bot.services.feeds.registry import FeedPreview
from bot.services.feeds.selection import ReadFeed
from bot.services.unsaved_articles import UnsavedArticle
from bot.ui.button_ids import Action
from bot.ui.channel_limits import ALL_PARTS, ReplyParts, send_options
from bot.ui.feed_pages import destination, post_look
from bot.ui.feed_preview_page import feed_preview_page, item_card
from bot.ui.limits import MAX_EMBEDS_TOTAL, MAX_MESSAGE, length
from bot.ui.messages import add_deadline
from bot.ui.posts import post

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
COMPACT = PostLook(PostStyle.COMPACT, picture=True)
WORDS = ("The ferry sailed on Monday with two hundred passengers.", "Captain Ines Holm called it a good day for all.")
TEXT = " ".join(WORDS)
DRAFT = Draft(
    "Ferry sails again",
    TEXT,
    "https://harbour.example/ferry",
    "Harbour News",
    "Ann Lee",
    NOW,
    "https://harbour.example/ferry.jpg",
)
ANALYSIS = Analysis(
    1,
    "en",
    (Sentence(WORDS[0], 0, len(WORDS[0])), Sentence(WORDS[1], len(WORDS[0]) + 1, len(TEXT))),
    (1, 0),
    (Actor("Ines Holm", ActorKind.PERSON, (), (Role("Captain", 1),), (Mention(0, 64, 73),)),),
    (Theme("Transport", ("ferry", "passengers")),),
    (),
)
ITEM = PreviewedItem(DRAFT.title, UnsavedArticle(DRAFT, ANALYSIS))
REFUSED = PreviewedItem("Picture of the day", reason="The item is no article: it only shows pictures.")
LATE = PreviewedItem("Bridge is closed", reason="The server answered 503: it has a fault.", may_come_later=True)
NOTHING: Any = None


def preview_of(*items: PreviewedItem, title: str = FEED.title, **more: Any) -> FeedPreview:
    response = type("Response", (), {"permanent_url": FEED.url})()
    found = FoundFeed(response, ReadFeed(FeedDocument(title, None, ()), ()))
    return FeedPreview(found, items, **{"same_as": None} | more)


def test_each_item_is_shown_as_its_post_would_be_or_why_it_would_not_be_posted() -> None:
    reply = feed_preview_page(preview_of(ITEM, REFUSED, LATE), "token", "is posted in <#5>", DEFAULT_LOOK)
    said = reply.embed.description or ""
    assert said.startswith(f"`{FEED.url}`\nThis address is not followed yet.")
    assert said.endswith("after that, each new one is posted in <#5>.\nIts last 3 items as they would be posted:")
    ferry, picture, bridge = reply.cards
    assert (picture.title, picture.description) == (
        "Picture of the day",
        "Would not be posted: The item is no article: it only shows pictures.",
    )
    assert (bridge.title, bridge.description) == (
        "Bridge is closed",
        "Cannot be shown now: The server answered 503: it has a fault.",
    )
    assert [(b.label, b.action and b.action.kind) for b in reply.buttons] == [
        ("Follow it", Action.FOLLOW_FEED),
        ("Discard", Action.DISCARD_FEED),
    ]
    read = {name: value for name, value in vars(DRAFT).items() if name != "may_be_front_page"}  # which is not stored
    stored = Article(id=1, number=1, scope=11, language="en", added_at=NOW, content_hash="x", edited_at=None, **read)
    for look in (DEFAULT_LOOK, COMPACT):
        posted = post([AnalysedArticle(stored, ANALYSIS)], "key", look=look).embed
        posted.set_footer(text=(posted.footer.text or "").removeprefix("#1 · "))
        assert item_card(ITEM, look).to_dict() == posted.to_dict()
    assert [field.name for field in ferry.fields] == ["Who", "Themes"]
    assert item_card(ITEM, COMPACT).fields == []


def test_an_item_that_a_post_would_only_name_says_which_article_has_that_post() -> None:
    nearest = ArticleHeader(7, 12, 11, "Ferry back at sea", "Island Post", None, NOW)
    (said,) = (
        field.value
        for field in item_card(replace(ITEM, story=LikelyStory(nearest, "nearly the same words", True)), COMPACT).fields
    )
    assert said == (
        "#12 “Ferry back at sea” (Island Post): nearly the same words. "
        "Where that article was posted, its post will name this one."
    )
    related = replace(ITEM, story=LikelyStory(nearest, "the same event", False))
    assert item_card(related, COMPACT).fields == [], "it has a post of its own"


def test_a_feed_without_items_or_with_one_says_so() -> None:
    assert (feed_preview_page(preview_of(), "t", "", DEFAULT_LOOK).embed.description or "").endswith(
        "after that, new ones are added as they appear.\nIt has no items yet."
    )
    one = feed_preview_page(preview_of(LATE), "t", "", DEFAULT_LOOK).embed.description or ""
    assert one.endswith("\nIts last item as it would be posted:")


def test_a_feed_that_is_followed_already_under_another_address_is_named() -> None:
    reply = feed_preview_page(preview_of(ITEM, same_as=FEED), "t", "", DEFAULT_LOOK)
    assert (reply.embed.description or "").splitlines()[1] == (
        f"**It looks like feed 3, Harbour News (`{FEED.url}`)**, which is followed already: one of the two is enough."
    )


def test_the_cards_look_as_posts_do_in_the_first_channel_that_gets_them() -> None:
    paused = replace(SUB, state=SubscriptionState.PAUSED)
    compact = replace(SUB, look=COMPACT)
    assert post_look([paused, compact, SUB]) == COMPACT
    assert post_look([paused]) == DEFAULT_LOOK


@given(NASTY, NASTY, NASTY)
def test_nothing_that_a_feed_contains_makes_the_question_too_long(title: str, reason: str, text: str) -> None:
    draft = Draft(title, text, "https://x.example/" + "a" * 400, title, title, NOW)
    role = Role(text, 0)
    actors = tuple(Actor(title, kind, (), (role,), (Mention(0, 0, 1),)) for kind in ActorKind for _ in range(9))
    sentences = tuple(Sentence(text, at * (len(text) + 2), len(text)) for at in range(9))
    themes = tuple(Theme(title, (text,)) for _ in range(9))
    analysis = Analysis(1, "en", sentences, tuple(range(9)), actors, themes, ())
    item = PreviewedItem(title, UnsavedArticle(draft, analysis))
    same = replace(FEED, title=title, url="https://x.example/" + "a" * 480)
    for items in ((item, item, item), (item, PreviewedItem(title, reason=reason), item)):
        page = feed_preview_page(
            preview_of(*items, title=title, same_as=same), "t" * 16, destination([SUB] * 50), DEFAULT_LOOK
        )
        add_deadline(page, NOW)
        assert sum(map(total, page.embeds)) <= MAX_EMBEDS_TOTAL
        assert len(page.cards) == 3
        assert send_options(page, 1, ALL_PARTS)["embeds"] == page.embeds
        assert length(send_options(page, 1, ReplyParts(embed=False))["content"]) <= MAX_MESSAGE
