"""The ranking of sentences: a permutation of which every prefix is a summary that reads well."""

from hypothesis import given
from hypothesis import strategies as st
from text.summaries.sample_story import TEXT, TITLE

from bot.models.analysis import Document
from bot.text.context_dependence import depends_on_previous
from bot.text.sentences import split_sentences
from bot.text.summaries.ranking import rank_sentences


def ranked(*documents):
    sentences = [s for doc, d in enumerate(documents) for s in split_sentences(d.text, doc)]
    return sentences, rank_sentences(documents, sentences)


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


def test_the_lead_comes_first_and_dependent_sentences_only_after_their_context():
    sentences, ranking = ranked(Document(TITLE, TEXT))
    dependent = depends_on_previous(sentences)
    assert ranking[0] == 0
    assert any(dependent)
    for count in range(1, len(sentences) + 1):
        chosen = set(ranking[:count])
        assert all(i - 1 in chosen for i in chosen if dependent[i])


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


def test_the_first_of_several_documents_with_the_same_fact_is_quoted():
    sentences, ranking = ranked(*(Document("", text) for text in STORY))
    place = {i: ranking.index(i) for i, s in enumerate(sentences) if "no confidence" in s.text}
    assert min(place, key=place.get) == 0


def test_a_text_of_one_or_two_sentences_is_its_own_summary():
    assert ranked(Document("", "The mayor resigned."))[1] == (0,)
    assert sorted(ranked(Document("", "The mayor resigned. She was ill."))[1]) == [0, 1]
    assert rank_sentences([Document("", "")], []) == ()


def test_sentences_in_other_scripts_are_ranked_by_similarity():
    text = "首相は北京を訪問した。天気は晴れだった。首相は北京で会談を行い、訪問を終えた。猫がいた。"
    sentences, ranking = ranked(Document("首相が北京を訪問", text))
    assert len(sentences) == 4
    assert ranking[0] == 0
    assert ranking[-1] != 2
