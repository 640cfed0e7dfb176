"""Who says what stands in quotation marks. The speaker asked about is Susan Hart."""

from __future__ import annotations

import re

import pytest

from bot.models.analysis import Sentence
from bot.text.attribution import MAX_SENTENCE, attributed_quotes
from bot.text.sentences import split_sentences


def spans(pattern: str, text: str) -> list[tuple[int, int]]:
    return [match.span() for match in re.finditer(pattern, text)]


def quoted(text: str, first_name: str = "susan") -> list[str]:
    sentences = split_sentences(text)
    named, others = spans(r"(?:Susan )?Hart", text), spans(r"Paul Lund|Lund", text)
    return [sentences[quote.sentence].text for quote in attributed_quotes(text, sentences, named, others, first_name)]


@pytest.mark.parametrize(
    "sentence",
    [
        '"The ferry will sail again," Hart said.',
        '"The ferry will sail again," said Susan Hart, the mayor of Leeds.',
        '"The ferry will sail again," said Mayor Susan Hart.',
        '"The ferry will sail again," said their spokeswoman, Susan Hart.',
        '"The ferry will sail again," said the head of the union of sailors, Susan Hart, on Monday.',
        '"The ferry will sail again," the company\'s chief executive Susan Hart told reporters.',
        "“The ferry will sail again,” Hart, 52, has repeatedly said.",
        "'The ferry will sail again,' said Hart.",
        "“They told us 'The ferry is late again,' and left,” Hart said.",
        'Hart (Lab.) said: "The ferry will sail again."',
        'But Hart warned that the ferry "will never sail again".',
        'On Monday, Hart called the plan "a gift to every fisherman".',
        'According to Hart, the plan is "a gift to every fisherman".',
        '"The ferry is back," Hart said, but Lund told us "it is far too late".',
        'Lund was absent; "the ferry is back," Hart said, and Lund added nothing.',
    ],
)
def test_a_name_beside_a_verb_of_speech_is_the_speaker(sentence: str) -> None:
    assert quoted(sentence) == [sentence]


@pytest.mark.parametrize(
    "sentence",
    [
        "Hart said the ferry would sail again.",
        'Hart said the "ferry" would sail again.',
        '"The ferry will sail again," Lund told Hart.',
        '"The ferry will sail again," said a spokesman for Susan Hart.',
        '"The ferry will sail again," said Lund, Hart and Reed.',
        '"The ferry will sail again," said one of those on board, Hart.',
        '"The ferry will sail again," said all, Hart.',
        '"The ferry will sail again," said the mayor, Hart’s deputy.',
        '"The ferry will sail again," said Hart\'s deputy.',
        '"The ferry will sail again," said Hart campaign manager Paul Lund.',
        '"The ferry will sail again," a spokesman for Hart said.',
        'Lund, who met Hart, said: "The ferry will sail again."',
        'Hart was there, and Lund said: "The ferry will sail again."',
        'When Hart asked about it, Lund said "the ferry will sail again".',
        'Hart said to have praised "the very best of all ferries" was absent.',
        'Hart admitted to a "mistake" but "denied having seen any other ferry", the court said.',
        'Hart told the readers of "The Long Way Home" that the ferry will sail.',
        'Hart said a sign that read "no ferry will sail today" was false.',
        'Hart said that "the ferry will sail again.',
        'According to Hart\'s deputy, the plan is "a gift to every fisherman".',
        'According to Hart, Lund said the plan is "a gift to every fisherman".',
        '"Susan Hart said so," read a note in the harbour.',
    ],
)
def test_the_words_of_others_and_words_that_are_no_speech_are_not_hers(sentence: str) -> None:
    assert quoted(sentence) == []


@pytest.mark.parametrize(
    ("following", "is_hers"),
    [
        ('"We are so glad about it."', True),
        ('"We are so glad about it," she said.', True),
        ('She added: "We are so glad about it."', True),
        ('\n\n"We are so glad about it," she said.', True),
        ('\n\n"We are so glad about it."', False),
        ('"We are so glad about it," he said.', False),
        ('"We are so glad about it," she said of his speech.', False),
        ('"We are so glad about it," she told Paul Lund.', False),
        ('"We are so glad about it," she said with a friend.', False),
        ('"We are so glad about it," said Lund.', False),
        ('"We are so glad about it," the fishermen said.', False),
        ("She went home after “a day to remember”.", False),
    ],
)
def test_what_follows_her_words_is_hers_only_if_it_is_certain(following: str, is_hers: bool) -> None:
    first = '"The ferry will sail again," Hart said.'
    assert quoted(f"{first} {following}") == [first, *([following.strip()] if is_hers else [])]


def test_a_quotation_after_a_colon_may_be_a_paragraph_of_its_own() -> None:
    text = 'Hart said of "the long wait for us":\n\n"We are so glad about it."'
    assert quoted(text)[-1] == '"We are so glad about it."'


def test_a_pronoun_stands_for_no_organisation_and_may_stand_for_an_unknown_first_name() -> None:
    text = '"The ferry will sail again," Hart said. "We are so glad," he said.'
    assert len(quoted(text, first_name="")) == 1
    assert len(quoted(text, first_name="xyzzy")) == 2


def test_after_words_of_two_speakers_nothing_follows_for_certain() -> None:
    text = '"The ferry is back," Hart said, but Lund told us "it is far too late". "We are so glad about it."'
    assert len(quoted(text)) == 1


def test_a_name_whose_span_leaves_the_sentence_is_not_read() -> None:
    text = '"The ferry will sail again," Hart said.'
    assert list(attributed_quotes(text, [Sentence(text[:-1], 0, len(text) - 1)], [(28, len(text))], [])) == []


def test_a_sentence_of_any_length_and_any_characters_is_read_in_no_time() -> None:
    long = 'Hart said as "the ferry will sail" ' * MAX_SENTENCE
    assert list(attributed_quotes(long, [Sentence(long, 0, len(long))], spans("Hart", long), [])) == []
    assert quoted('\x01\x01\x01, Hart said \x02 told "the ferry".') == []
