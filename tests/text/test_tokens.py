"""Tokens with their sentences: compounds, headlines, sentence starts, syntactic heads."""

from __future__ import annotations

from bot.models.analysis import TITLE_DOC, Sentence
from bot.text.tagger import TaggedText, TaggedToken
from bot.text.tokens import TokenizedText, tokenize


def tagged(*lines: str) -> TaggedText:
    """Lines with a token for each word; ``+`` joins a word to the one before it."""
    text, paragraphs = "", []
    for line in lines:
        text += "\n" if text else ""
        tokens = []
        for word in line.split():
            text += "" if word.startswith("+") or not tokens else " "
            form = word.removeprefix("+")
            tokens.append(TaggedToken(len(text), len(text) + len(form), form, "NNP", head=len(text)))
            text += form
        paragraphs.append(tuple(tokens))
    return TaggedText(text, tuple(paragraphs))


def sentences(text: str, *found: str) -> list[tuple[int, Sentence]]:
    """These sentences of a text, numbered from 10."""
    starts = [text.index(sentence) for sentence in found]
    return [(10 + i, Sentence(s, at, at + len(s))) for i, (s, at) in enumerate(zip(found, starts, strict=True))]


def body(text: TaggedText, *found: str) -> TokenizedText:
    return tokenize(text, sentences(text.text, *found), 0)


def test_compounds_are_split_before_a_capital_and_abbreviations_joined() -> None:
    found = body(tagged("U.S.-Japan talks of Lt +. Lee and a make-up artist +. End +."))
    forms = [token.text for token in found.tokens]
    assert forms == [
        "U.S.",
        "-",
        "Japan",
        "talks",
        "of",
        "Lt.",
        "Lee",
        "and",
        "a",
        "make-up",
        "artist",
        ".",
        "End",
        ".",
    ]
    assert [found.text[token.start : token.end] for token in found.tokens] == forms
    assert [token.no_space_before for token in found.tokens[:4]] == [False, True, True, False]
    assert found.tokens[1].tag == "HYPH"


def test_each_sentence_has_the_range_of_its_tokens_without_strays_after_it() -> None:
    found = body(tagged("Intro +. One two +. Caption", "Three four +."), "One two.", "Three four.")
    assert found.sentence_ranges == {10: range(2, 5), 11: range(6, 9)}
    assert [token.sentence for token in found.tokens] == [TITLE_DOC, TITLE_DOC, 10, 10, 10, 10, 11, 11, 11]


def test_a_sentence_without_tokens_has_an_empty_range_or_none_at_the_end() -> None:
    text = "One\nTwo\nThree"
    two = TaggedToken(4, 7, "Two", "NNP")
    found = tokenize(TaggedText(text, ((two,),)), sentences(text, "One", "Two", "Three"), 0)
    assert found.sentence_ranges == {10: range(0), 11: range(1)}


def test_stray_tokens_do_not_count_as_part_of_the_sentence() -> None:
    found = body(tagged("One two +.", "stray " * 1_000), "One two.")
    assert [found.tokens[at].sentence for at in (0, 402, 403, 803, 1_002)] == [10, 10, -2, -3, -3]


def test_a_word_after_an_opening_mark_still_starts_the_sentence() -> None:
    found = body(tagged('" +Yes +, +" he said +. He said : " +No +. +"'), '"Yes," he said.', 'He said : "No."')
    assert [token.text for token in found.tokens if token.is_sent_start] == ['"', "Yes", "He", "No"]


def test_each_of_several_opening_marks_and_the_word_after_them_start_a_sentence_once() -> None:
    found = body(tagged('He said : " " ( +No +. +) +"'), 'He said : " " (No.)"')
    assert [found.tokens[at].text for at in found.openings] == ["He", '"', "(", "No"]


def test_only_the_tokens_of_a_headline_are_marked() -> None:
    found = body(tagged("Merkel Wins Again Despite Doubts", "She won on Monday +."))
    assert [token.in_headline for token in found.tokens] == [True] * 5 + [False] * 5
    assert all(token.in_headline for token in tokenize(tagged("Angela Merkel"), [], TITLE_DOC).tokens)
    assert not any(token.in_headline for token in body(tagged("Angela Merkel")).tokens)


def test_heads_are_token_indices_and_a_missing_head_is_the_token_itself() -> None:
    words = [("Anna", 5), ("Lee-Kim", 5), (".", 99)]
    text, tokens = "Anna Lee-Kim.", []
    for form, head in words:
        start = text.index(form)
        tokens.append(TaggedToken(start, start + len(form), form, "NNP", head=head, dep="compound"))
    found = tokenize(TaggedText(text, (tuple(tokens),)), [], 0)
    assert [(token.text, token.head, token.dep) for token in found.tokens] == [
        ("Anna", 1, "compound"),
        ("Lee", 1, "compound"),
        ("-", 1, "compound"),
        ("Kim", 1, "compound"),
        (".", 4, "compound"),
    ]


def test_a_text_knows_its_openings_and_capitals() -> None:
    found = body(tagged("One two +. Three", "four Five +."), "One two.", "Three", "four Five.")
    assert list(found.line_starts) == [0, 4]
    assert list(found.openings) == [0, 3, 4]
    assert [found.words[at] for at in found.capitals] == ["one", "three", "five"]
    assert found.lowercase_words == {"two", ".", "four"}


def test_a_sentence_inside_a_quotation_begins_as_any_other() -> None:
    found = body(tagged('He said : " Wages rose +. Then they fell +. +"'), 'He said : " Wages rose. Then they fell."')
    assert [token.text for token in found.tokens if token.is_sent_start] == ["He", "Wages", "Then"]
