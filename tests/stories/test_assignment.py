"""To which story and which post a new article belongs."""

from __future__ import annotations

from dataclasses import replace

import pytest
from story_reports import BUDGET, FERRY, FERRY_ELSEWHERE, FERRY_REVISED, STRIKE, fingerprint

from bot.models.stories import Fingerprint
from bot.stories.assignment import MAX_GROUPED, MAX_STORIES, Neighbour, Placement, Replacement, assign
from bot.stories.likeness import LikenessModel
from bot.stories.reasons import reason_of

FERRY_PRINT = fingerprint(FERRY, "Morag Tulloch")
ELSEWHERE = fingerprint(FERRY_ELSEWHERE, "Morag Tulloch")
MODEL = LikenessModel((10.0, 0.0, 0.0, 0.0, 0.0), -7.0, 0.5, 0.9)
"""Only words count: from a cosine of 0.49 articles are related, from 0.85 one post is enough."""


def words(**weights: float) -> Fingerprint:
    """Twenty words for each letter, which together weigh so much."""
    return Fingerprint({f"{word}{i}": weight / 20**0.5 for word, weight in weights.items() for i in range(20)}, {})


def near(
    number: int, story: int, known: Fingerprint, post_of: int | None = None, *, is_copy: bool = False
) -> Neighbour:
    return Neighbour(number, story, number if post_of is None else post_of, known, is_copy=is_copy)


def test_the_first_article_founds_a_story() -> None:
    assert assign(FERRY_PRINT, []) == Placement(None)


def test_another_report_on_the_event_joins_its_story_and_not_another_one_of_the_town() -> None:
    others = [near(1, 1, fingerprint(BUDGET)), near(2, 2, FERRY_PRINT), near(3, 3, fingerprint(STRIKE))]
    placement = assign(ELSEWHERE, others)
    assert (placement.story_id, placement.nearest, placement.merged, placement.replaced) == (2, 2, {}, ())


def test_reports_on_other_events_of_the_town_found_their_own_stories() -> None:
    assert assign(fingerprint(STRIKE), [near(1, 1, fingerprint(BUDGET))]).story_id is None


def test_a_near_copy_joins_the_post_of_its_original_in_any_case() -> None:
    other = near(2, 1, fingerprint(BUDGET), 1)
    placement = assign(fingerprint(FERRY_REVISED), [other, near(3, 1, FERRY_PRINT, is_copy=True)])
    assert (placement.nearest, placement.post_of) == (3, 3)


def test_a_near_copy_with_another_day_or_other_figures_has_a_post_of_its_own() -> None:
    for later in (
        (FERRY[0], FERRY[1].replace("Friday", "Tuesday").replace("Saturday", "Wednesday")),
        (FERRY[0].replace("140", "96"), FERRY[1].replace("140", "96")),
    ):
        placement = assign(fingerprint(later), [near(3, 1, FERRY_PRINT, is_copy=True)])
        assert (placement.story_id, placement.post_of) == (1, None), later


def test_the_average_counts_and_not_the_nearest() -> None:
    new = words(a=1.0)
    close, far = words(a=0.6), words(b=1.0)
    assert assign(new, [near(1, 1, close)], model=MODEL).story_id == 1
    alone = assign(new, [near(1, 1, close, 1), near(2, 1, far, 1), near(3, 1, far, 1)], model=MODEL)
    assert (alone.story_id, alone.nearest) == (None, None)


def test_only_the_latest_articles_of_a_long_story_count() -> None:
    moved_on = [near(i, 1, words(b=1.0)) for i in range(40)] + [near(i, 1, words(a=0.9)) for i in range(40, 52)]
    assert assign(words(a=1.0), moved_on, model=MODEL).story_id == 1


def test_an_article_that_is_like_two_stories_merges_them_if_they_are_alike() -> None:
    new, one, two, other = words(a=0.7, b=0.7), words(a=0.8, b=0.6), words(a=0.6, b=0.8), words(b=0.9)
    assert assign(new, [near(1, 1, one), near(2, 2, two)], model=MODEL).merged == {2: 1}
    assert assign(new, [near(1, 1, one), near(2, 2, two)], {2}, MODEL).merged == {1: 2}
    assert assign(new, [near(1, 1, one), near(2, 2, two)], {1, 2}, MODEL).merged == {}
    assert assign(new, [near(1, 1, words(a=0.9)), near(2, 2, other)], model=MODEL).merged == {}


def test_an_article_makes_one_story_of_two_that_are_less_alike_than_it_is_like_them() -> None:
    one, two = near(1, 1, words(a=0.9, b=0.2)), near(2, 2, words(a=0.2, b=0.9))
    assert assign(two.fingerprint, [one], model=MODEL).story_id is None
    assert assign(words(a=0.7, b=0.7), [one, two], model=MODEL).merged == {2: 1}


def test_an_article_moves_to_a_new_one_that_is_likest_to_it() -> None:
    first, second, new = words(a=1.0), words(a=0.7, b=0.71), words(b=1.0)
    assert assign(second, [near(1, 1, first)], model=MODEL).story_id == 1
    placement = assign(new, [near(1, 1, first), near(2, 1, second)], model=MODEL)
    assert (placement.story_id, placement.nearest, placement.merged) == (None, 2, {})
    assert placement.replaced == (Replacement(2, 0, None), Replacement(1, 1, None))


def test_articles_that_share_a_post_move_together_and_those_of_a_kept_story_not_at_all() -> None:
    first, second, new = words(a=1.0), words(a=0.6, b=0.8), words(b=1.0)
    story = [near(1, 1, first), near(2, 1, second), near(3, 1, second, 2)]
    placement = assign(new, story, model=MODEL)
    assert placement.story_id == 1
    assert placement.replaced == (Replacement(1, -1, None), Replacement(2, 1, None), Replacement(3, 1, 2))
    assert assign(new, [near(1, 1, first), near(2, 1, second, 1)], model=MODEL).replaced == ()
    assert assign(new, story, {1}, MODEL).replaced == ()


def test_an_article_that_joins_an_editors_story_from_another_one_changes_nothing_else_there() -> None:
    decided, rest, torn, new = words(a=1.0), words(b=1.0), words(a=0.71, b=0.7), words(a=0.9, b=0.1)
    placement = assign(new, [near(1, 1, decided), near(2, 2, rest), near(3, 2, torn)], {1}, MODEL)
    assert (placement.story_id, placement.merged) == (1, {})
    assert placement.replaced == (Replacement(3, 1, 1), Replacement(2, 2, None))


def test_only_the_stories_with_the_likest_articles_are_grouped() -> None:
    many = [near(i, i, words(**{"a": 0.75, f"b{i}": 0.6})) for i in range(1, 21)]
    placement = assign(words(a=1.0), many, model=MODEL)
    assert len(placement.merged) == MAX_STORIES - 1
    assert len(placement.likeness) == 20
    stories = [near(10 * story + i, story, words(a=0.8)) for story in range(1, 5) for i in range(12)]
    assert len(assign(words(a=1.0), stories, model=MODEL).merged) == MAX_GROUPED // 12 - 1


def test_where_much_is_written_about_a_subject_articles_must_be_more_alike() -> None:
    model = LikenessModel((10.0, 0.0, 0.0, 0.0, -10.0), 2.5, 0.5, 0.9)
    new, known = words(a=1.0), words(a=0.5)
    crowded = tuple((article, 0.7) for article in range(50, 60))
    assert assign(new, [near(1, 1, known)], model=model).story_id == 1
    assert assign(new, [replace(near(1, 1, known), nearest=crowded)], model=model).story_id is None


def test_one_post_is_enough_only_for_what_is_very_much_alike() -> None:
    related, same = words(a=0.6), words(a=0.9)
    assert assign(words(a=1.0), [near(1, 1, related)], model=MODEL).post_of is None
    assert assign(words(a=1.0), [near(1, 1, same)], model=MODEL).post_of == 1
    assert assign(words(a=1.0), [near(1, 1, same), near(2, 1, same, 1), near(3, 1, related)], model=MODEL).post_of == 1


def test_the_order_of_equals_does_not_matter() -> None:
    twins = [near(1, 1, words(a=0.6)), near(2, 2, words(a=0.6))]
    assert assign(words(a=1.0), twins, model=MODEL) == assign(words(a=1.0), twins[::-1], model=MODEL)


def test_reasons_name_what_is_shared() -> None:
    text = "\n".join(FERRY_ELSEWHERE)
    assert reason_of(ELSEWHERE, FERRY_PRINT, 12, is_copy=True, text=text) == "nearly the same text as #12"
    reason = reason_of(ELSEWHERE, FERRY_PRINT, 12, is_copy=False, text=text)
    assert reason.startswith("shares with #12: Tulloch, ")
    assert "Skelwick" in reason
    assert len(reason.split(", ")) == 4


@pytest.mark.parametrize(
    ("actors", "words_", "text", "shown"),
    [
        (("mcallister",), (), "MCALLISTER SPEAKS\nJean McAllister’s car. McAllister spoke.", "McAllister"),
        (("sao paulo",), ("ferry",), "São Paulo\nFerries: the ferries of São Paulo.", "São Paulo, ferries"),
        (("un",), ("lodz",), "The UN met in Łódź.", "UN, Łódź"),
        (("oneill",), ("strike",), "Strikes end\nO’Neill ended the strikes.", "O’Neill, strikes"),
        (("european union",), ("trade",), "EU leaders spoke of trade.", "European Union, trade"),
    ],
)
def test_reasons_show_names_and_words_as_the_article_writes_them(
    actors: tuple[str, ...], words_: tuple[str, ...], text: str, shown: str
) -> None:
    shared = Fingerprint(dict.fromkeys(words_, 0.5), dict.fromkeys(actors, 0.5))
    assert reason_of(shared, shared, 3, is_copy=False, text=text) == f"shares with #3: {shown}"
