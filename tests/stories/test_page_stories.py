"""Which stories are one on a page that shows them all."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from story_reports import BUDGET, FERRY, FERRY_ELSEWHERE, INQUIRY, INQUIRY_ELSEWHERE, STRIKE, fingerprint

from bot.models.stories import Fingerprint
from bot.stories.likeness import words_likeness
from bot.stories.page_stories import MIN_WORDS, ComparedArticle, PageModel, join_stories, word_features
from bot.stories.surroundings import SPARSE

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
WORDS_ALONE = PageModel((10.0, 0.0, 0.0, 0.0), -5.0, 0.5)
"""Two articles are one story if their words are alike by a half."""


def compared(one: Fingerprint, *, hours: float = 0) -> ComparedArticle:
    return ComparedArticle(one, NOW + timedelta(hours=hours))


def report(*actors: str, common: int = 5) -> Fingerprint:
    """A report that has so many words in common with all others."""
    shared = ("harbour", "port", "ferry", "closed", "passengers")[:common]
    words = (*shared, *(f"of its own {actor}" for actor in actors))
    return Fingerprint(dict.fromkeys(words, len(words) ** -0.5), {actor: len(actors) ** -0.5 for actor in actors})


def are_one(one: Fingerprint, other: Fingerprint, model: PageModel = WORDS_ALONE) -> bool:
    return len(join_stories([[compared(one)], [compared(other)]], model)) == 1


def test_stories_that_tell_of_one_event_are_joined_and_others_stand_alone() -> None:
    reports = (FERRY, INQUIRY, BUDGET, FERRY_ELSEWHERE, INQUIRY_ELSEWHERE)
    assert join_stories([[compared(fingerprint(one))] for one in reports]) == [[0, 3], [1, 4], [2]]


def test_reports_from_one_town_whose_words_are_hardly_alike_stand_alone() -> None:
    assert words_likeness(fingerprint(BUDGET), fingerprint(STRIKE)) < MIN_WORDS
    assert join_stories([[compared(fingerprint(one))] for one in (BUDGET, STRIKE)]) == [[0], [1]]


def test_a_page_without_stories_has_none_to_join() -> None:
    assert join_stories([]) == []


def test_a_story_is_joined_as_a_whole() -> None:
    one, other = compared(fingerprint(FERRY)), compared(fingerprint(FERRY_ELSEWHERE))
    others = [compared(fingerprint(report)) for report in (BUDGET, BUDGET, INQUIRY, INQUIRY, STRIKE)]
    assert join_stories([[one, *others], [other]]) == [[0], [1]]
    assert join_stories([[one, one], [other], [other]]) == [[0, 1, 2]]


@pytest.mark.parametrize(("hours", "stories"), [(96, 1), (97, 2)])
def test_the_same_words_on_another_day_of_another_week_are_another_story(hours: float, stories: int) -> None:
    ferry = fingerprint(FERRY)
    assert len(join_stories([[compared(ferry)], [compared(ferry, hours=hours)]])) == stories


def test_reports_in_the_same_words_on_others_are_different_stories() -> None:
    storm, elsewhere = (
        replace(report(), contexts={"| a storm hit *": place, "in * schools closed": place})
        for place in ("ellmouth", "sandport")
    )
    assert not are_one(storm, elsewhere)


def test_reports_that_name_only_others_are_different_stories() -> None:
    storm = report("ellmouth", "solberg", "nordfang")
    assert not are_one(storm, report("sandport", "marsh", "okoro"))
    assert are_one(storm, report("sandport", "marsh"))
    assert are_one(storm, report("sandport", "marsh", "solberg"))


def test_a_town_alone_makes_no_story_of_two_reports() -> None:
    low = replace(WORDS_ALONE, intercept=-1.0)
    hospital, library = (report("leadale", *names, common=1) for names in (("nwosu", "brandt"), ("okoro", "linden")))
    assert not are_one(hospital, library, low)
    assert are_one(hospital, report("leadale", "nwosu", "okoro", common=1), low)


def test_a_name_in_the_words_of_the_other_report_is_in_common() -> None:
    storm, bridge = report("ellmouth", "solberg", "port harbour"), report("sandport", "marsh", "okoro")
    assert are_one(storm, bridge)
    assert are_one(bridge, storm)


def test_other_days_and_figures_are_signs_of_another_story() -> None:
    model = replace(WORDS_ALONE, weights=(10.0, 0.0, -9.0, -9.0))
    plain = report()
    friday, monday = (replace(plain, days=frozenset((day,))) for day in ("friday", "monday"))
    two, three = (replace(plain, figures=frozenset((figure,))) for figure in ("2,000", "3,000"))
    assert are_one(friday, plain, model)
    assert not are_one(friday, monday, model)
    assert not are_one(two, three, model)


def test_words_are_alike_on_a_page_as_elsewhere_and_what_is_not_there_counts_as_sparse() -> None:
    prints = [fingerprint(one) for one in (FERRY, FERRY_ELSEWHERE, BUDGET)]
    words, density = word_features(prints)
    assert words[0, 1] == pytest.approx(words_likeness(*prints[:2]))
    assert words[1, 2] == pytest.approx(words_likeness(*prints[1:]))
    assert density[0] == pytest.approx((words[0, 1] + 4 * SPARSE) / 5)
    assert density[2] == pytest.approx(SPARSE)


def test_stories_that_are_linked_through_another_one_are_compared_together() -> None:
    ends = [Fingerprint(dict.fromkeys(words, 0.5), {}) for words in (("a", "b", "c", "d"), ("c", "d", "e", "f"))]
    between = Fingerprint(dict.fromkeys("abcdef", 0.4), {})
    page = [[compared(ends[0])], [compared(ends[1])], [compared(between)]]
    assert join_stories(page, replace(WORDS_ALONE, intercept=-3.5)) == [[0, 1, 2]]
    assert join_stories(page, replace(WORDS_ALONE, intercept=-5.0)) != [[0, 1, 2]]
