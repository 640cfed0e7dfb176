"""What a reader of each form finds in a summary."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from text.forms.other_samples import OTHER_SAMPLES
from text.forms.samples import PROSE
from text.forms.samples import SAMPLES as FIRST_SAMPLES

from bot.models.analysis import Document
from bot.text.forms.readings import order_by_form
from bot.text.sentences import split_sentences
from bot.text.summaries.ranking import rank_sentences

SAMPLES = (*FIRST_SAMPLES, *OTHER_SAMPLES)


def ranked(title, text):
    documents, sentences = [Document(title, text)], split_sentences(text)
    ranking = rank_sentences(documents, sentences)
    return ranking, order_by_form(documents, sentences, ranking), [s.text for s in sentences]


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.title)
def test_a_summary_holds_what_its_readers_want(sample):
    _, order, texts = ranked(sample.title, sample.text)
    best = [texts[i] for i in order[:4]]
    for beginning in sample.shown:
        assert any(beginning in text for text in best), (beginning, best)
    for beginning in sample.hidden:
        assert not any(beginning in text for text in best), (beginning, best)


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.title)
def test_no_sentence_is_lost_or_doubled(sample):
    ranking, order, _ = ranked(sample.title, sample.text)
    assert sorted(order) == sorted(ranking)


@pytest.mark.parametrize("text", PROSE)
def test_the_ranking_of_prose_stays_as_it_is(text):
    ranking, order, _ = ranked("Harbour", text)
    assert order == ranking


def test_an_answer_of_a_few_words_says_nothing_without_its_question():
    text = (
        "Ann Lee keeps bees in Oslo.\n\nQ: What will you do now?\n\nA: Nothing.\n\n"
        "Q: How long will you go on?\n\nA: Until my knees stop me.\n\n"
        "Q: Had you met before?\n\nA: Never. I kept the two of them apart until the first day of the shooting.\n\n"
        "Q: Why did the hives die?\n\nA: The spray that farmers used in May killed two thirds of them in a week.\n\n"
        "Q: Will you go to court?\n\nA: The court in Oslo will hear our case against the maker of the spray in June."
    )
    _, order, texts = ranked("A beekeeper speaks", text)
    assert {texts[i] for i in order[:3]}.isdisjoint({"A: Nothing.", "A: Until my knees stop me.", "A: Never."})


def test_several_documents_stay_as_they_are():
    documents = [Document("", SAMPLES[0].text), Document("", SAMPLES[1].text)]
    sentences = [s for doc, d in enumerate(documents) for s in split_sentences(d.text, doc)]
    ranking = rank_sentences(documents, sentences)
    assert order_by_form(documents, sentences, ranking) == ranking


LINES = st.sampled_from([line for sample in SAMPLES for line in sample.text.splitlines()])


@given(st.lists(LINES, max_size=30).map("\n".join))
def test_any_mixture_of_lines_is_ordered(text):
    ranking, order, _ = ranked("Harbour", text)
    assert sorted(order) == sorted(ranking)
