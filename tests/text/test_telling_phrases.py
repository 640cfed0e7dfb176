"""The key phrases that are shown."""

from __future__ import annotations

import pytest
from cpu_limit import cpu_limit

from bot.text.telling_phrases import MAX_SHOWN, MIN_PROBABILITY, chosen_phrases, telling_phrases

TITLE = "Senate passes bill on same-sex marriage"
TEXT = (
    "The Senate passed a bill on same-sex marriage on Tuesday. Same-sex marriage has been legal since a ruling of the "
    "supreme court, and the bill would protect same-sex marriage from a new ruling. A senator of the opposition who "
    "had made huge progress in the talks gave a keen speech. The final vote came in the morning, after two-hour talks "
    "between members, and nine-year-old boys watched from the gallery. The bill goes to the president now."
)


def test_a_phrase_that_the_article_is_about_is_shown() -> None:
    assert "same-sex marriage" in telling_phrases(["huge progress", "same-sex marriage"], "Senate passes bill", TEXT)


def test_a_phrase_with_a_word_of_the_title_is_not_shown() -> None:
    assert telling_phrases(["same-sex marriage"], TITLE, TEXT) == ()
    assert telling_phrases(["same-sex marriage"], "Senate votes on marriage", TEXT) == ()
    assert telling_phrases(["same-sex marriage"], "Senate votes on same-sex marriage-law", TEXT) == ()


def test_an_earlier_place_among_the_key_phrases_is_more_probably_useful() -> None:
    text = f"{TEXT} The supreme court rules in June."
    others = [f"{word} tree" for word in ("ash", "beech", "cedar", "elm", "fir", "gum", "hazel", "larch", "oak")]
    assert telling_phrases(["supreme court", *others], "Senate passes bill", text) == ("supreme court",)
    assert telling_phrases([*others, "supreme court"], "Senate passes bill", text) == ()


@pytest.mark.parametrize(
    "phrase",
    [
        "huge progress",
        "keen speech",
        "final vote",
        "morning",
        "members",
        "talks",
        "nine-year-old boys",
        "two-hour talks",
    ],
)
def test_a_phrase_that_says_nothing_by_itself_is_not_shown(phrase: str) -> None:
    assert telling_phrases([phrase], TITLE, TEXT) == ()


def test_the_most_probable_phrases_are_shown_first_and_no_two_share_a_word() -> None:
    assert chosen_phrases({"ash trees": 0.99, "beech tree": 0.98, "oil spill": 0.97}) == ("ash trees", "oil spill")
    words = {word: 0.9 + index / 100 for index, word in enumerate(("ash", "beech", "cedar", "elm", "fir", "gum"))}
    assert chosen_phrases(words) == tuple(reversed(words))[:MAX_SHOWN]


@pytest.mark.parametrize("phrase", ["third man", "page", "pages", "public figure"])
def test_words_of_any_article_are_not_shown_however_probable(phrase: str) -> None:
    assert chosen_phrases({phrase: 0.99, "oil spill": 0.9}) == ("oil spill",)


def test_an_improbable_phrase_is_not_shown() -> None:
    assert chosen_phrases({"oil spill": MIN_PROBABILITY - 0.01}) == ()


@pytest.mark.parametrize(
    "phrase",
    [
        "joint South Korea-U.S.",
        "former Peruvian",
        "PERU BEAT CHILE",
        "several boats",
        "10 boats",
        "half hour",
        "two-hour meeting",
        "four-year high",
        "one-month-old daughter",
        "Holm administration",
        "U.S. military",
        "northeast Syria",
        "Comedian Ann Lee",
        "North Korean ambassador",
        "terrorist group Boko Haram",
        "Acme Bank",
        "15-page statement",
        "upholding Obamacare",
    ],
)
def test_a_phrase_that_breaks_off_counts_or_only_names_somebody_or_a_place_is_not_shown(phrase: str) -> None:
    assert chosen_phrases({phrase: 0.99}) == ()


def test_no_text_has_no_telling_phrases() -> None:
    assert telling_phrases(["oil spill", "", "'", "12"], "", "") == ()


@pytest.mark.no_cover
@pytest.mark.parametrize("text", ["oil spill " * 20_000, "'" * 200_000, "a-" * 100_000, "oil " * 50_000])
def test_the_time_is_linear_in_the_text(text: str) -> None:
    with cpu_limit(1):
        telling_phrases(["oil spill", "oil", "a-a-a"] * 4, text, text)
