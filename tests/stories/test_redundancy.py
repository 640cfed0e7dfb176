"""Which sentences say the same."""

from __future__ import annotations

import pytest

from bot.stories.redundancy import is_covered, is_told_elsewhere, says_the_same, stem_rarity
from bot.text.words import content_words, words

OTHERS = [
    "Schools in the valley stay closed until Thursday, the county said.",
    "The minister will visit the town on Wednesday with her deputy.",
    "Insurers put the damage at four hundred million.",
]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("The ferry ran aground off Skelwick on Friday.", "The ferry ran aground off Skelwick on Friday night.", True),
        ("Lifeboats took all passengers ashore.", "All of the passengers were taken ashore by two lifeboats.", True),
        (
            "Nobody was hurt.",
            "Nobody was hurt, the coastguard said, and divers will inspect the hull on Saturday before tugs arrive.",
            True,
        ),
        ("Lifeboats took all passengers ashore.", "Divers will inspect the hull on Saturday.", False),
        ("The ferry was built in 1987 in a yard at Troon.", "The ferry ran aground off Skelwick on Friday.", False),
        ("So it was.", "The ferry ran aground.", True),
    ],
)
def test_it_is_told_by_the_words_that_they_share(one: str, other: str, same: bool) -> None:
    stems = [frozenset(content_words(words(text))) for text in (one, other, *OTHERS)]
    assert says_the_same(stems[0], stems[1], stem_rarity(stems)) is same


def stems_of(*texts: str) -> list[frozenset[str]]:
    return [frozenset(content_words(words(text))) for text in texts]


def test_outlets_tell_one_fact_in_other_words_but_with_its_number() -> None:
    one, other, *_ = stems = stems_of(
        "Preliminary results showed 59% of investors rejected what the company had decided about salaries.",
        "Just over 59% of investors voted against the pay of the chief executive, a record for Britain.",
        "Some of the investors of the company had decided to wait in 2015, a record year for Britain.",
        *OTHERS,
    )
    rarity = stem_rarity(stems)
    assert says_the_same(one, other, rarity) is False
    assert says_the_same(one, other | {"reject"}, rarity) is True
    assert says_the_same(one, other | {"reject"}, rarity, in_one_article=True) is False
    assert says_the_same(stems[2], other, rarity) is False


def test_what_the_whole_story_is_about_does_not_make_two_sentences_say_the_same() -> None:
    closed, reopened, closed_elsewhere, *_ = stems = stems_of(
        "The Old Tarn Bridge in Skelwick was closed on Monday after divers found a crack in its pier, the port said.",
        "Cyclists and walkers can cross the Old Tarn Bridge in Skelwick again from Saturday, the port said on Friday.",
        "Divers have found a crack in a pier of the Old Tarn Bridge, and the port has closed it to cars and buses.",
        "The Old Tarn Bridge carries 14,000 cars a day into Skelwick.",
        "The port plans steel collars for the Old Tarn Bridge.",
        "The mayor of Skelwick will pay for a ferry beside the bridge.",
        *OTHERS,
    )
    rarity = stem_rarity(stems)
    assert not says_the_same(closed, reopened, rarity)
    assert says_the_same(closed, closed_elsewhere, rarity)


def test_openings_of_two_articles_on_one_story_say_the_same_with_fewer_words_in_common() -> None:
    one, other, *_ = stems = stems_of(
        "A storm tore the roof off a school in Skelwick on Sunday night, and lessons will be held in the town hall.",
        "Pupils in Skelwick move to the town hall after a gale damaged their classrooms.",
        *OTHERS,
    )
    rarity = stem_rarity(stems)
    assert not says_the_same(one, other, rarity)
    assert says_the_same(one, other, rarity, are_openings=True)


def test_several_sentences_together_may_leave_nothing_to_tell() -> None:
    one, *others = stems = stems_of(
        "Lifeboats took passengers ashore while tugs inspected the hull.",
        "Lifeboats brought them in, and all the passengers are ashore.",
        "Two tugs stand by, and divers inspect the hull.",
        *OTHERS,
    )
    rarity = stem_rarity(stems)
    assert not is_covered(one, others[2:], rarity)
    assert is_covered(one, others[:2], rarity)
    assert not is_covered(one, [], rarity)
    assert is_covered(frozenset(), [], rarity)


def test_another_article_tells_a_fact_in_words_of_its_own_unless_it_is_of_another_day() -> None:
    one, other, reopened, *_ = stems = stems_of(
        "The harbour board dismissed its director after auditors found forged invoices on Monday.",
        "Vessa lost her post on Monday over invoices that the auditors call forged.",
        "Auditors return to the offices of the harbour board on Saturday to look for more forged invoices.",
        *OTHERS,
    )
    rarity = stem_rarity(stems)
    assert not is_covered(one, [other], rarity)
    assert is_told_elsewhere(one, [other], rarity)
    assert not is_told_elsewhere(one, [reopened, *stems[3:]], rarity)
    assert not is_told_elsewhere(one, [], rarity)
