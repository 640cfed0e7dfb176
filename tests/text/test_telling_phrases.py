"""The key phrases that are shown."""

from __future__ import annotations

import pytest

from bot.text.telling_phrases import MAX_SHOWN, telling_phrases

TEXT = (
    "The children’s ward opened. Nurses of the ward said that measles had filled the children’s ward before. Measles "
    "is back, and a measles outbreak is a serious problem. The front door was open, there was good progress, and a "
    "nine-year-old boy took a keen interest in the new toys and the toys in the trade dispute. They met a companion."
)


@pytest.mark.parametrize("phrase", ["children’s ward", "measles outbreak", "toys in the ward"])
def test_a_phrase_with_words_to_which_the_text_returns_is_shown(phrase: str) -> None:
    assert telling_phrases([phrase], "", TEXT) == (phrase,)


@pytest.mark.parametrize(
    "phrase",
    ["serious problem", "front door", "good progress", "nine-year-old boy", "keen interest", "companion", "new toys"],
)
def test_a_phrase_of_one_sentence_is_not_shown(phrase: str) -> None:
    assert telling_phrases([phrase], "", TEXT) == ()


def test_a_noun_alone_needs_more_occurrences() -> None:
    assert telling_phrases(
        ["measles", "Americans"], "", TEXT + "Measles, measles. Americans, Americans, Americans."
    ) == ("measles",)


def test_words_of_the_title_count_as_repeated() -> None:
    assert telling_phrases(["trade dispute"], "", TEXT) == ()
    assert telling_phrases(["trade dispute"], "Trade talks fail", TEXT) == ("trade dispute",)


def test_a_few_are_shown_in_their_order_and_no_word_in_all_of_them() -> None:
    words = ("ash", "beech", "cedar", "elm", "fir", "gum", "hazel", "ivy")
    phrases = [f"{word} trees" for word in words]
    assert telling_phrases(list(words), " ".join(words), 2 * f"{' '.join(words)} ") == words[:MAX_SHOWN]
    assert telling_phrases(phrases, " ".join(words), "") == ("ash trees", "beech trees")


def test_an_adjective_that_fits_any_noun_needs_a_noun_of_the_title() -> None:
    assert telling_phrases(["second earthquake", "second time"], "Earthquake in Peru", TEXT) == ("second earthquake",)


def test_a_nationality_and_a_general_noun_are_not_shown() -> None:
    assert telling_phrases(["Dutch police", "Dutch public"], "Dutch police", "Dutch police. Dutch police.") == ()


def test_no_text_has_no_telling_phrases() -> None:
    assert telling_phrases(["oil spill", "", "'"], "", "") == ()


@pytest.mark.parametrize(
    "phrase",
    [
        "two-hour meeting",
        "four-year high",
        "10 boats",
        "several towns",
        "one-month-old daughter",
        "joint South Korean-U.S.",
        "former Peruvian",
        "PERU BEAT CHILE",
    ],
)
def test_a_phrase_that_counts_or_breaks_off_is_not_shown(phrase: str) -> None:
    assert telling_phrases([phrase], phrase, 4 * f"{phrase}. ") == ()


def test_what_is_told_of_a_name_once_is_not_shown() -> None:
    text = 5 * "Acme sells bricks. " + "The Acme trucks left. "
    assert telling_phrases(["Acme trucks", "Acme bricks"], "", text) == ("Acme bricks",)
    assert telling_phrases(["Acme trucks"], "Trucks leave", text) == ("Acme trucks",)


def test_a_thing_that_a_long_text_leaves_at_once_is_not_shown() -> None:
    long = 40 * "Acme sells bricks to builders. " + "The brick factories closed. Buyers came to breakaway Ruritania."
    assert telling_phrases(["brick factories", "brick builders"], "", long) == ("brick builders",)
    assert telling_phrases(["breakaway Ruritania"], "", 2 * "Ruritania fell. " + long) == ()
    assert telling_phrases(["brick factories"], "", "Bricks sell. The brick factories closed.") == ("brick factories",)
