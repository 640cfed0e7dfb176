"""The tagger: spaCy's annotation with offsets into the whole text, within bounds of time and memory."""

from __future__ import annotations

import pytest
import spacy

from bot.text.names import plain_punctuation
from bot.text.tagger import (
    BATCH_TOKENS,
    DEFAULT_MODEL,
    MAX_PARAGRAPH,
    MAX_PARAGRAPH_TOKENS,
    MAX_PARAGRAPHS,
    MAX_TOKENS,
    MAX_WORD,
    Tagger,
    batches,
)


@pytest.fixture(scope="module")
def tagger() -> Tagger:
    return Tagger()


def test_tokens_have_their_offsets_tags_and_entities_in_every_text(tagger: Tagger) -> None:
    texts = ["“Who won?”\n\n  Angela Merkel won Germany’s vote.", "Merkel wins", ""]
    tagged = tagger.tag(texts)
    assert [one.text for one in tagged] == texts
    for text, found in zip(texts, tagged, strict=True):
        assert all(plain_punctuation(text)[token.start : token.end] == token.text for token in found.tokens)
    first, second = tagged[0].paragraphs
    assert [token.text for token in first] == ['"', "Who", "won", "?", '"']
    angela, merkel = (token for token in second if token.text in ("Angela", "Merkel"))
    start = texts[0].index("Angela")
    assert angela.tag == merkel.tag == "NNP"
    assert angela.ent_type == merkel.ent_type == "PERSON"
    assert angela.ent_span == merkel.ent_span == (start, start + len("Angela Merkel"))


def test_an_over_long_word_is_shortened_and_later_words_keep_their_offsets(tagger: Tagger) -> None:
    text = f"Look at {'x' * 500}’s and (“{'(' * 500} John Smith."
    [tagged] = tagger.tag([text])
    assert max(len(token.text.strip()) for token in tagged.tokens) <= MAX_WORD
    assert [(t.start, t.text) for t in tagged.tokens[-3:]] == [
        (text.index("John"), "John"),
        (text.index("Smith"), "Smith"),
        (len(text) - 1, "."),
    ]


def test_a_word_of_the_maximum_length_is_kept(tagger: Tagger) -> None:
    long = "x" * MAX_WORD
    [tagged] = tagger.tag([f"Look at {long} now"])
    assert tagged.tokens[2].text == long


def test_tokens_beyond_the_limit_are_left_out(tagger: Tagger, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.text.tagger.MAX_TOKENS", 100)
    [tagged, title] = tagger.tag(["a b c\n" * 1_000, "A title"])
    assert 100 <= len(tagged.tokens) <= 103
    assert len(tagged.paragraphs) < 1_000
    assert title.tokens == ()
    assert MAX_TOKENS > 43_000  # what the longest allowed article has in English
    assert MAX_PARAGRAPH < MAX_TOKENS


def test_paragraphs_beyond_the_limit_are_left_out(tagger: Tagger, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.text.tagger.MAX_PARAGRAPHS", 10)
    [tagged] = tagger.tag(["a\n" * 1_000])
    assert (len(tagged.paragraphs), len(tagged.tokens)) == (10, 10)
    assert MAX_PARAGRAPHS > 5_000


@pytest.mark.slow
def test_batches_stay_within_their_memory_limit(tagger: Tagger) -> None:
    text = "( a " * 10_000 + "\n" + "One two three four five.\n" * 2_000
    [tagged] = tagger.tag([text])
    sizes = [len(paragraph) for paragraph in tagged.paragraphs]
    assert max(sizes) == MAX_PARAGRAPH_TOKENS
    given = [[len(doc) for doc in batch] for batch in batches(tagger.nlp.make_doc("a " * size) for size in sizes)]
    assert [size for batch in given for size in batch] == sizes
    assert all(len(batch) == 1 or sum(batch) <= BATCH_TOKENS for batch in given)


def test_the_tagger_keeps_no_words_of_the_texts(tagger: Tagger) -> None:
    tagger.tag(["Something quite ordinary"])
    known = len(tagger.nlp.vocab.strings)
    tagger.tag([" ".join(f"x{number} y{number}" for number in range(2_000))])
    assert len(tagger.nlp.vocab.strings) == known


def test_words_are_read_as_by_the_whole_pipeline_of_spacy(tagger: Tagger) -> None:
    text = "Angela Merkel flew to Lima on 3 May for $2.5bn. \n See http://example.org, said ann@example.org: it isn't."
    whole = spacy.load(DEFAULT_MODEL, exclude=("lemmatizer", "attribute_ruler", "parser"))
    docs = [whole(line) for line in text.split("\n")]
    tokens = tagger.tag([text])[0].tokens
    assert [(t.text, t.tag, t.ent_type) for t in tokens] == [(t.text, t.tag_, t.ent_type_) for doc in docs for t in doc]


def test_matrices_are_multiplied_by_the_library_of_numpy(tagger: Tagger) -> None:
    layers = tagger.nlp.get_pipe("tok2vec").model.walk()  # type: ignore[attr-defined]  # typed as a function
    assert not any(layer.ops.use_blis for layer in layers)
