"""To which story and which post a new article belongs."""

from __future__ import annotations

from story_reports import BUDGET, FERRY, FERRY_ELSEWHERE, FERRY_REVISED, STRIKE, fingerprint

from bot.models.stories import Fingerprint
from bot.stories.assignment import Neighbour, Placement, assign
from bot.stories.likeness import LikenessModel
from bot.stories.reasons import reason_of

FERRY_PRINT = fingerprint(FERRY, "Morag Tulloch")
ELSEWHERE = fingerprint(FERRY_ELSEWHERE, "Morag Tulloch")
MODEL = LikenessModel((10.0, 0.0, 0.0, 0.0), -7.0, 0.5, 0.9)
"""Only words count: from a cosine of 0.49 articles are related, from 0.85 one post is enough."""


def words(**weights: float) -> Fingerprint:
    """Twenty words for each letter, which together weigh so much."""
    return Fingerprint({f"{word}{i}": weight / 20**0.5 for word, weight in weights.items() for i in range(20)}, {})


def near(
    number: int, story: int, known: Fingerprint, post_of: int | None = None, *, is_copy: bool = False
) -> Neighbour:
    return Neighbour(number, story, number if post_of is None else post_of, known, is_copy)


def test_the_first_article_founds_a_story() -> None:
    assert assign(FERRY_PRINT, []) == Placement(None, 0.0)


def test_another_report_on_the_event_joins_its_story_and_not_another_one_of_the_town() -> None:
    others = [near(1, 1, fingerprint(BUDGET)), near(2, 2, FERRY_PRINT), near(3, 3, fingerprint(STRIKE))]
    placement = assign(ELSEWHERE, others)
    assert (placement.story_id, placement.nearest, placement.merged) == (2, 2, ())


def test_reports_on_other_events_of_the_town_found_their_own_stories() -> None:
    assert assign(fingerprint(STRIKE), [near(1, 1, fingerprint(BUDGET))]).story_id is None


def test_a_near_copy_joins_the_post_of_its_original_in_any_case() -> None:
    other = near(2, 1, fingerprint(BUDGET), 1)
    placement = assign(fingerprint(FERRY_REVISED), [other, near(3, 1, FERRY_PRINT, is_copy=True)])
    assert (placement.story_id, placement.likeness, placement.nearest, placement.post_of) == (1, 1.0, 3, 3)


def test_the_average_counts_and_not_the_nearest() -> None:
    new = words(a=1.0)
    close, far = words(a=0.6), words(b=1.0)
    assert assign(new, [near(1, 1, close)], model=MODEL).story_id == 1
    assert assign(new, [near(1, 1, close), near(2, 1, far), near(3, 1, far)], model=MODEL).story_id is None


def test_only_the_latest_articles_of_a_long_story_count() -> None:
    moved_on = [near(i, 1, words(b=1.0)) for i in range(40)] + [near(i, 1, words(a=0.9)) for i in range(40, 52)]
    assert assign(words(a=1.0), moved_on, model=MODEL).story_id == 1


def test_an_article_that_is_like_two_stories_merges_them_if_they_are_alike() -> None:
    new, one, two, other = words(a=0.7, b=0.7), words(a=0.8, b=0.6), words(a=0.6, b=0.8), words(b=0.9)
    assert assign(new, [near(1, 1, one), near(2, 2, two)], model=MODEL).merged == (2,)
    assert assign(new, [near(1, 1, one), near(2, 2, two)], {2}, MODEL).merged == ()
    assert assign(new, [near(1, 1, words(a=0.9)), near(2, 2, other)], model=MODEL).merged == ()


def test_one_post_is_enough_only_for_what_is_very_much_alike() -> None:
    related, same = words(a=0.6), words(a=0.9)
    assert assign(words(a=1.0), [near(1, 1, related)], model=MODEL).post_of is None
    assert assign(words(a=1.0), [near(1, 1, same)], model=MODEL).post_of == 1
    assert assign(words(a=1.0), [near(1, 1, same), near(2, 1, same, 1), near(3, 1, related)], model=MODEL).post_of == 1


def test_the_order_of_equals_does_not_matter() -> None:
    twins = [near(1, 1, words(a=0.6)), near(2, 2, words(a=0.6))]
    assert assign(words(a=1.0), twins, model=MODEL) == assign(words(a=1.0), twins[::-1], model=MODEL)


def test_reasons_name_what_is_shared() -> None:
    assert reason_of(ELSEWHERE, FERRY_PRINT, 12, is_copy=True) == "nearly the same text as #12"
    reason = reason_of(ELSEWHERE, FERRY_PRINT, 12, is_copy=False)
    assert reason.startswith("shares with #12: Tulloch, ")
    assert "skelwick" in reason
    assert len(reason.split(", ")) == 4
