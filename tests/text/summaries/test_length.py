"""How many whole sentences make a budget of words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.models.analysis import Analysis, Sentence
from bot.text.summaries.length import (
    MAX_EXCESS,
    MAX_SENTENCES,
    WORDS_OF_SENTENCE,
    count_words,
    sentences_within,
    summary_within,
)


def of_words(*lengths: int) -> list[Sentence]:
    """Sentences of so many words, one after the other."""
    found: list[Sentence] = []
    for length in lengths:
        start = found[-1].end + 1 if found else 0
        text = " ".join(["word"] * length)
        found.append(Sentence(text, start, start + len(text)))
    return found


@pytest.mark.parametrize(
    ("lengths", "words", "count"),
    [
        ((20, 20, 20, 20, 20, 20), 90, 4),  # 80 is as near as 100
        ((30, 30, 30, 30, 30), 90, 4),  # 90 words stand for four sentences, though these have 120
        ((35, 35, 36, 30, 30), 90, 3),  # 136 are too many
        ((40, 60, 10, 10), 90, 4),
        ((40, 60, 36), 90, 2),  # 100 is nearer than 40, and 136 are too many
        ((60, 80, 10), 90, 1),  # 60 is nearer than 140, and the third may depend on the second
        ((200, 10), 90, 1),  # at least one
        ((), 90, 0),
        ((5, 5, 5), 90, 3),
        ((1,) * 100, 90, MAX_SENTENCES),
    ],
)
def test_sentences_are_taken_while_that_brings_the_total_nearer(
    lengths: tuple[int, ...], words: int, count: int
) -> None:
    assert sentences_within(of_words(*lengths), words) == count


@given(st.lists(st.integers(1, 60), min_size=1, max_size=40), st.integers(1, 400))
def test_neither_one_sentence_more_nor_one_less_would_be_nearer(lengths: list[int], words: int) -> None:
    count = sentences_within(of_words(*lengths), words)
    off = [abs(sum(lengths[:n]) - words) for n in range(len(lengths) + 1)]
    assert 1 <= count <= MAX_SENTENCES
    is_due = count * WORDS_OF_SENTENCE <= words and sum(lengths[:count]) <= (1 + MAX_EXCESS) * words
    assert count == 1 or is_due or off[count] <= off[count - 1]
    assert count in (MAX_SENTENCES, len(lengths)) or off[count] <= off[count + 1]


@pytest.mark.parametrize(
    ("filler", "count"),
    [
        ("Thank you for reading.", 2),
        ("Photograph: Ann Lee", 2),
        ("“The harbour will be closed for a year.", 3),
        ("Back home: The mayor and her dog at the airport.", 3),
        ("Check out the trailer here: https://example.org.", 2),
        ("Would you have done the same?", 3),
    ],
)
def test_a_summary_is_not_filled_with_what_says_nothing(filler: str, count: int) -> None:
    start, end = 300, 300 + len(filler)
    ranked = [*of_words(30, 20), Sentence(filler, start, end)]
    assert sentences_within(ranked, 90) == 2
    assert sentences_within(ranked, 180) == count
    assert sentences_within(ranked[2:], 90) == 1
    assert sentences_within([*ranked, *of_words(20)], 90) == 4


def test_a_summary_is_shown_in_the_order_of_the_text() -> None:
    sentences = tuple(of_words(30, 10, 30, 30))
    analysis = Analysis(1, "en", sentences, (2, 0, 3, 1), (), (), ())
    assert summary_within(analysis, 60) == (sentences[0], sentences[2])


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 0),
        ("The harbour opened again on Monday.", 6),
        ("Der Hafen wurde am Montag wieder geöffnet.", 7),
        ("港は月曜日に再開し、船が入ってきた。", 8),
        ("港口周一重新开放，船只驶入。", 6),
        ("항구가 월요일에 다시 열렸다.", 4),
        ("ท่าเรือเปิดอีกครั้งในวันจันทร์", 6),
        ("The firm 丰田 said so.", 5),
    ],
)
def test_words_are_counted_in_every_script(text: str, count: int) -> None:
    assert count_words(text) == count
