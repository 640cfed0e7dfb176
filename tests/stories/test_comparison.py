"""What two articles both say, and what only one of them says."""

from __future__ import annotations

import re
from typing import Any

import pytest
from story_reports import FERRY, FERRY_ELSEWHERE

from bot.models.analysis import Actor, ActorKind, Analysis, Sentence
from bot.stories import comparison
from bot.stories.comparison import compare_articles


def read(text: str, *names: str) -> Analysis:
    """An article whose first sentences are its best ones."""
    found = re.finditer(r"[^.]+\.", text)
    sentences = tuple(Sentence(match[0].strip(), match.start(), match.end()) for match in found)
    actors = tuple(Actor(name, ActorKind.PERSON, (), (), ()) for name in names)
    return Analysis(1, "en", sentences, tuple(range(len(sentences))), actors, (), ())


def compared(one: Analysis, other: Analysis) -> tuple[list[tuple[str, str]], list[str], list[str]]:
    """The sentences of both, of the first and of the second article."""
    found = compare_articles(one, other)
    both = [(one.sentences[i].text, other.sentences[j].text) for i, j in found.both]
    mine, theirs = ([side.sentences[i].text for i in only] for side, only in zip((one, other), found.only, strict=True))
    return both, mine, theirs


HULL = "Divers will inspect the torn hull of the ferry on Saturday."
HULL_ELSEWHERE = "On Saturday, divers are going to inspect the hull, which is torn."
WRECK = "Fishermen had warned of an old wreck beside the lighthouse."
MUSEUM = "The museum plans an exhibition of brass instruments next spring."
STRIKE = "Pilots in the neighbouring port threaten a strike over wages."


def test_what_both_say_stands_in_pairs_and_the_rest_under_its_article() -> None:
    one, other = read(f"{WRECK} {HULL} {MUSEUM}"), read(f"{HULL_ELSEWHERE} {STRIKE}")
    assert compared(one, other) == ([(HULL, HULL_ELSEWHERE)], [WRECK, MUSEUM], [STRIKE])


def test_two_reports_of_one_event_have_something_in_common() -> None:
    both, *_ = compared(read(FERRY[1]), read(FERRY_ELSEWHERE[1]))
    assert both


def test_of_several_that_say_the_same_the_most_alike_are_a_pair() -> None:
    longer = "Divers will inspect the torn hull on Saturday, before the tugs from the neighbouring port tow the ferry."
    both, *_ = compared(read(HULL), read(f"{longer} {HULL_ELSEWHERE} {HULL}"))
    assert both == [(HULL, HULL)]


def test_names_alone_do_not_make_two_sentences_say_the_same() -> None:
    asked = "The question that Zoe Ashford put to Quentin Marlow was direct."
    said = "Zoe Ashford suggested to Quentin Marlow that he lied."
    names = ("Zoe Ashford", "Quentin Marlow")
    assert compared(read(asked, *names), read(said, *names))[0] == []
    assert compared(read(asked), read(asked))[0] == [(asked, asked)]


def test_what_says_little_is_no_sentence_of_its_own_and_nothing_is_told_twice() -> None:
    again = "An old wreck beside the lighthouse: fishermen had warned of it."
    _, mine, _ = compared(read(f"{WRECK} {again} So they left."), read(STRIKE))
    assert mine == [WRECK]


def test_only_the_beginning_of_a_long_article_is_compared(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(comparison, "MAX_SENTENCES", 1)
    found = compare_articles(read(f"{WRECK} {HULL}"), read(HULL))
    assert (found.both, found.only, found.read) == ((), ((0,), (0,)), (1, 1))


def test_what_is_told_already_is_not_looked_at_again_in_each_of_its_pairs(monkeypatch: pytest.MonkeyPatch) -> None:
    looked, is_told = [], comparison._is_told

    def count(one: frozenset[str], *rest: Any) -> bool:
        looked.append(one)
        return is_told(one, *rest)

    monkeypatch.setattr(comparison, "_is_told", count)
    same = [HULL.replace("Saturday", f"Saturday at {hour}") for hour in range(20)]
    both, *_ = compared(read(" ".join(same)), read(" ".join(same)))
    assert len(both) == 1
    assert len(looked) <= 2 * (20 + 20)
