"""The ranking of sentences: a permutation of which every prefix is a summary that reads well."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.models.analysis import Document
from bot.text.context_dependence import depends_on_previous, is_unquotable
from bot.text.sentences import split_sentences
from bot.text.summaries.features import sentence_features
from bot.text.summaries.ordering import order_by_mmr
from bot.text.summaries.ranking import rank_sentences
from bot.text.summaries.word_importance import ExpectedRouge

TITLE = "Harbour to close after two hundred years"
TEXT = """The council of Westhaven voted on Monday to close the old harbour after two hundred years of fishing.

It will be replaced by a park. The mayor, Nora Whitfield, said the harbour cost the town four million euros a year. \
“We could not go on like this,” she said.

But fishermen protested outside the town hall. Peter Olsen, who has fished from Westhaven since 1981, said that nobody \
had asked them. He plans to take the council to court.

The park is to open in 2027, according to a plan that the council published last week. However, the money for it has \
not been found. The region refused to pay in March.
"""


def ranked(*documents):
    sentences = [s for doc, d in enumerate(documents) for s in split_sentences(d.text, doc)]
    return sentences, rank_sentences(documents, sentences)


def ordered(*lines, values):
    """The order of these sentences, each a line of one text, by these values, brought to odds of usual spread."""
    sentences = split_sentences(" ".join(lines))
    assert len(sentences) == len(lines)
    _, vectors, vocabulary = sentence_features([Document("", " ".join(lines))], sentences)
    nothing_expected = ExpectedRouge(vocabulary, np.zeros(len(vocabulary.stems), np.float32))
    odds = (np.array(values, np.float32) - np.mean(values)) / np.std(values)
    return order_by_mmr(sentences, odds, vectors, nothing_expected)


LINE = st.sampled_from(
    [
        "He left.",
        "But no.",
        "The mayor of Oslo resigned.",
        "“Half a quote.",
        "It rained. It rained.",
        "\n\n",
        "東京だ。",
    ]
)


@given(st.lists(st.lists(st.one_of(LINE, st.text(max_size=40)), max_size=12).map(" ".join), min_size=1, max_size=3))
def test_any_texts_give_a_permutation_and_the_same_one_again(texts):
    documents = [Document("The mayor resigned", text) for text in texts]
    sentences, ranking = ranked(*documents)
    assert sorted(ranking) == list(range(len(sentences)))
    assert ranked(*documents)[1] == ranking


def test_the_news_comes_first_and_what_leans_on_it_only_after_it():
    sentences, ranking = ranked(Document(TITLE, TEXT))
    leans = depends_on_previous(sentences)
    assert ranking[0] == 0
    assert any(leans)
    for count in range(1, len(sentences) + 1):
        chosen = set(ranking[:count])
        assert all(i - 1 in chosen for i in chosen if leans[i])


@pytest.mark.parametrize(
    "opening",
    "He|She|They|It|His|But|However,|That|This|These|And|Also,|In addition,|The move|It’s".split("|"),
)
def test_a_sentence_that_points_back_waits_for_the_one_before(opening):
    lines = (
        "The council met in Oslo today.",
        f"{opening} was what people had feared for years.",
        "Rain fell on roofs.",
    )
    order = ordered(*lines, values=[0.0, 0.4, 0.3])
    assert order.index(1) > order.index(0)


@pytest.mark.parametrize(
    "opening", ["This week", "That summer", "It-girl Ann Lee", "Hers", "Button makers", "Thence Ltd"]
)
def test_a_sentence_that_only_begins_alike_does_not_wait(opening):
    lines = ("The council met in Oslo today.", f"{opening} had what people had feared for years.")
    assert ordered(*lines, values=[0.0, 1.0])[0] == 1


def test_a_quotation_by_an_unnamed_speaker_waits_for_the_one_before():
    lines = ("The council met in Oslo.", "“We had to close the old harbour at last,” she said.", "Rain fell on roofs.")
    order = ordered(*lines, values=[0.0, 0.4, 0.3])
    assert order.index(0) < order.index(1)
    single = split_sentences("The ring is plastic. 'Tommy's is blue,' she added. 'Blue is best,' Nora Whitfield added.")
    assert depends_on_previous(single) == [False, True, False]


def test_a_strong_sentence_brings_the_one_it_leans_on():
    lines = ("The council met in Oslo.", "It closed the harbour for ever.", "Rain fell on many roofs of Bergen.")
    assert ordered(*lines, values=[0.0, 3.0, 0.2])[:2] == (0, 1)


def test_what_leans_on_a_sentence_that_hangs_itself_waits_for_both():
    lines = (
        "The council met in Oslo.",
        "It voted for a park.",
        "But nobody will pay for that.",
        "Rain fell on Bergen.",
    )
    order = ordered(*lines, values=[0.0, 0.1, 0.9, 1.0])
    assert order.index(0) < order.index(1) < order.index(2)


def test_the_middle_of_a_long_quotation_waits_for_its_beginning():
    text = (
        "“"
        + "The harbour has fed my family for longer than anyone in this town can remember, and nobody asked us. " * 3
    ).strip() + " Nobody will ask us. They never do,” Mr Olsen said. Rain fell on Oslo."
    sentences = split_sentences(text)
    assert [s.text for s in sentences][3] == "Nobody will ask us."
    assert depends_on_previous(sentences)[1:5] == [True, True, True, True]
    assert not depends_on_previous(sentences)[5]


def test_what_goes_on_with_a_small_letter_waits_unless_all_does():
    lines = "The council wants informers?", "(spies) and pays them well.", "Peter Olsen called it a scandal."
    assert depends_on_previous(split_sentences("\n".join(lines))) == [False, True, False]
    small = split_sentences("\n".join(line.lower() for line in lines))
    assert depends_on_previous(small) == [False, False, False]


@pytest.mark.parametrize(
    "sentence",
    [
        "“We will not go.",
        "We will not go,” he said.",
        "Duncan Bannatyne, second left, and Peter Jones, right, put up the money.",
        "The mayor (pictured with her dog) resigned.",
        "So proud of them all pic.twitter.com/JmHYgiyicx",
        "Recruiters: Ann Lee and Bo Diaz are seen in a video released this year.",
        "He has been a vocal supporter of the",
        "Unlocking the code: four tips to know your value .",
        "Nora Whitfield smiles at her baby before the hearing in Oslo in March.",
        "Mr Olsen added: 'They are big players for us.",
        "Not enough respect.",
        "(The station is a company of ours, like this one.)",
        "Outburst: The mayor shouted at a driver in Oslo.",
        "The lawyer leaves the courthouse in San Francisco, California March 25, 2015.",
    ],
)
def test_half_quotations_captions_and_posts_are_told(sentence):
    assert is_unquotable(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "“We will not go,” he said.",
        'He said: "No."',
        "The left, right and centre agreed.",
        "他来了。",
        "It ended on March 25, 2015.",
    ],
)
def test_whole_sentences_are_not_taken_for_broken(sentence):
    assert not is_unquotable(sentence)


def test_the_same_thing_in_other_words_comes_last():
    lines = (
        "The council of Westhaven voted on Monday to close the old harbour.",
        "On Monday, Westhaven council voted for closing its old harbour.",
        "Fishermen protested outside the town hall with drums.",
    )
    assert ordered(*lines, values=[1.0, 0.9, 0.0]) == (0, 2, 1)


def test_a_sentence_repeated_word_for_word_comes_last():
    _, ranking = ranked(Document("", "The mayor resigned. The mayor resigned. Rain fell on Oslo. Snow fell on Bergen."))
    assert ranking[-1] == 1


STORY = (
    "The government of Norland fell on Tuesday after a vote of no confidence over its budget. Prime Minister Carl Berg "
    "said he would hand his resignation to the king. Two parties had left his coalition in April. An election is due "
    "within sixty days.",
    "Norland's government fell on Tuesday when parliament passed a vote of no confidence over the budget. The "
    "opposition leader, Maria Olsen, called it a good day for democracy. Markets fell by three percent in the capital.",
    "Lawmakers in Norland brought down the government on Tuesday in a no confidence vote over the budget. Farmers had "
    "blocked roads for weeks because of a new tax on diesel. The tax was part of the plan that the vote ended.",
)


def test_several_documents_give_each_fact_once():
    sentences, ranking = ranked(*(Document("", text) for text in STORY))
    fell = [i for i, s in enumerate(sentences) if "no confidence" in s.text]
    assert len(fell) == 3
    assert len(set(fell) & set(ranking[:6])) == 1


def test_the_first_document_leads_where_all_tell_the_same():
    sentences, ranking = ranked(*(Document("", text) for text in STORY))
    place = {i: ranking.index(i) for i, s in enumerate(sentences) if "no confidence" in s.text}
    assert min(place, key=place.get) == 0


def test_a_text_of_one_or_two_sentences_is_its_own_summary():
    assert ranked(Document("", "The mayor resigned."))[1] == (0,)
    assert sorted(ranked(Document("", "The mayor resigned. She was ill."))[1]) == [0, 1]
    assert rank_sentences([Document("", "")], []) == ()


def test_other_scripts_are_ranked_by_what_they_share():
    text = "首相は北京を訪問した。天気は晴れだった。首相は北京で会談を行い、訪問を終えた。猫がいた。"
    sentences, ranking = ranked(Document("首相が北京を訪問", text))
    assert len(sentences) == 4
    assert ranking[0] == 0
    assert ranking[-1] != 2
