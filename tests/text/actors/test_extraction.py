from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from text.actors.analysed_text import layout, tagger

from bot.models.analysis import TITLE_DOC, ActorKind, Sentence
from bot.text.actors.extraction import find_actors

SEED = Path(__file__).parents[3] / "seeds" / "000_a960c30da92131fb.txt"


def test_the_first_seed_article_is_analysed_correctly() -> None:
    title, _, text = SEED.read_text(encoding="utf-8").partition("\n")
    ends = re.finditer(r"\S[^\n]*?(?:(?<!\.S)\.(?=\s|\Z)|$)", text, re.MULTILINE)
    sentences = [Sentence(m.group(), m.start(), m.end()) for m in ends]
    actors = {a.name: a for a in find_actors(tagger().tag([text]), tagger().tag([title]), sentences)}
    persons = {name: len(actor.mentions) for name, actor in actors.items() if actor.kind is ActorKind.PERSON}
    assert persons == {"Sanae Takaichi": 14, "Donald Trump": 8, "Shinzo Abe": 4}
    assert {name for name, a in actors.items() if a.kind is not ActorKind.PERSON} == {
        "Japan",
        "United States",
        "North Korea",
        "Asia-Pacific",
    }
    assert [role.text for role in actors["Sanae Takaichi"].roles] == ["Japan’s new Prime Minister"]
    assert [role.text for role in actors["Donald Trump"].roles] == ["former President"]
    assert [role.text for role in actors["Shinzo Abe"].roles] == [
        "a key figure in Japanese politics and a long-time ally of Trump",
        "Prime Minister for nearly a decade",
    ]
    assert next(iter(actors)) == "Sanae Takaichi"
    assert actors["Japan"].aliases == ()
    assert actors["United States"].aliases == ("U.S.",)


def test_the_documents_of_one_story_share_actors_and_the_first_title_only_counts() -> None:
    texts, sentences = [], []
    for doc, lines in enumerate((("Angela Merkel spoke.", "She smiled."), ("Merkel said she would go.",))):
        text, spans = layout(lines, doc)
        texts.append(text)
        sentences += spans
    titles = tagger().tag(["Merkel Speaks Again", "Merkel Goes Home"])
    (merkel,) = find_actors(tagger().tag(texts), titles, sentences)
    assert merkel.name == "Angela Merkel"
    assert [(m.doc, m.start) for m in merkel.mentions] == [(TITLE_DOC, 0), (0, 0), (1, 0)]


def test_a_name_only_in_the_title_of_a_later_document_is_not_an_actor() -> None:
    texts, titles = ["Angela Merkel spoke.", "It rained."], ["", "The young lawyer Paula Ryan went home in a taxi"]
    sentences = [Sentence(text, 0, len(text), doc) for doc, text in enumerate(texts)]
    actors = find_actors(tagger().tag(texts), tagger().tag(titles), sentences)
    assert [actor.name for actor in actors] == ["Angela Merkel"]


@settings(max_examples=40)
@given(st.lists(st.text(max_size=60), max_size=5), st.text(max_size=40))
@example(["\x00 A\u2028B.", "Mr .", "-A- 's", "U.S.-", "“”", "Prime Minister", "of of Of", "(", "A 1 A"], "\ud800X")
@example(["President of the", "Mr Mr Mr", "K-", "-", "'s 's", "Kim Jong-"], "The")
def test_no_text_breaks_the_contract(lines: list[str], title: str) -> None:
    text, sentences = layout(tuple(lines))
    for actor in find_actors(tagger().tag([text]), tagger().tag([title]), sentences):
        assert actor.name
        assert actor.mentions
        assert actor.name not in actor.aliases
        for mention in actor.mentions:
            source = title if mention.doc == TITLE_DOC else text
            assert source[mention.start : mention.end].strip()
        for role in actor.roles:
            assert role.text in text
        assert all(0 <= index < len(sentences) for index in actor.salient)


@pytest.mark.parametrize("given_sentences", [[], [Sentence("Angela", 0, 6)]])
def test_sentences_that_do_not_cover_the_text_break_nothing(given_sentences: list[Sentence]) -> None:
    text = "Angela Merkel spoke. Merkel smiled."
    (merkel,) = find_actors(tagger().tag([text]), tagger().tag([""]), given_sentences)
    assert len(merkel.mentions) == 2
