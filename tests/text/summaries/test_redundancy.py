"""Which sentences say the same."""

from __future__ import annotations

import pytest

from bot.text.summaries.redundancy import read_stems, says_the_same, stem_rarity

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
    stems = [read_stems(text) for text in (one, other, *OTHERS)]
    assert says_the_same(stems[0], stems[1], stem_rarity(stems)) is same
