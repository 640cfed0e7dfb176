"""The analysis as a whole: its contract for any text, in any language, however hostile."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.models.analysis import TITLE_DOC, Document
from bot.text.analyze import Analyzer

SEED = Path(__file__).parents[2] / "seeds" / "000_a960c30da92131fb.txt"
SEED_TITLE, SEED_TEXT = SEED.read_text("utf-8").split("\n\n", 1)


@pytest.fixture(scope="module")
def analyzer():
    return Analyzer()


def check(analysis, documents):
    """What holds for the analysis of any text."""
    count = len(analysis.sentences)
    assert sorted(analysis.ranking) == list(range(count))
    for sentence in analysis.sentences:
        assert documents[sentence.doc].text[sentence.start : sentence.end] == sentence.text
        assert sentence.text.strip()
    places = [(s.doc, s.start) for s in analysis.sentences]
    assert places == sorted(set(places))
    for actor in analysis.actors:
        assert actor.name.strip()
        assert actor.mentions
        for mention in actor.mentions:
            text = documents[0].title if mention.doc == TITLE_DOC else documents[mention.doc].text
            assert 0 <= mention.start < mention.end <= len(text)
        assert all(role.sentence == TITLE_DOC or 0 <= role.sentence < count for role in actor.roles)
        assert all(0 <= index < count for index in actor.salient)
    assert all(theme.label and theme.evidence for theme in analysis.themes)
    assert all(phrase.strip() for phrase in analysis.phrases)


def read(analyzer, text, title=""):
    documents = [Document(title, text)]
    analysis = analyzer.analyze(documents)
    check(analysis, documents)
    return analysis


WORDS = st.sampled_from(
    "Prime Minister Takaichi|met|Mr. Trump|in Oslo.|“No,”|she said.|\n\n|U.S.|the WHO|says|Bank of Norland|'s|—|!"
    "|tariffs|東京|。|\x00|\ud800|🙂|3-1|ANN LEE|ann lee|-|(AP)|\t|election".split("|")
)


@settings(max_examples=40)
@given(
    st.lists(st.lists(st.one_of(WORDS, st.text(max_size=12)), max_size=30), min_size=1, max_size=2),
    st.text(max_size=30),
)
def test_any_text_gives_valid_offsets_indices_and_a_permutation(analyzer, parts, title):
    documents = [Document(title, " ".join(words)) for words in parts]
    check(analyzer.analyze(documents), documents)


HOSTILE = {
    "no full stops": "the minister met the king and then the mayor and " * 60,
    "one long line": "word after other word " * 1000,
    "one endless word": "x" * 100_000,
    "capitals": SEED_TEXT.upper(),
    "small letters": SEED_TEXT.lower(),
    "a table": "Team  P  W  D\nArsenal  10  7  2\nChelsea  10  6  3\n" * 10,
    "scores": "Arsenal 3-1 Chelsea\nLiverpool 2-2 Everton\n",
    "a list": "- Buy milk and eggs today\n- Call the plumber about the sink\n- Write to the bank\n",
    "code": "def f(x):\n    return x + 1\n\nfor i in range(10):\n    print(f(i))\n",
    "emoji": "We won! 🎉🎉 So happy today 🙂. Thank you all 🙏\n",
    "mixed scripts": "Привет мир. 日本の首相は訪米した。 The prime minister came to Oslo. مرحبا بالعالم.",
    "lone surrogates": "Broken \ud800 text here by Anna Berg. \udfff\udfff Another sentence is here now.",
    "NULs": "Null\x00 byte here is bad. Another\x00\x00 sentence follows here.",
    "open quotations": "“He said. " * 500,
    "combining marks": "e" + "\u0301" * 5000,
    "abbreviations": "U.S. " * 500,
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_texts_get_a_sane_answer(analyzer, text):
    analysis = read(analyzer, text)
    summary = analysis.summary(3)
    assert summary
    assert sum(len(s.text) for s in summary) <= len(text)
    assert all(len(s.text) <= 1_000 for s in summary)


@pytest.mark.parametrize(
    "text", ["", " \n\n\t", "\n" * 1000, "!? ...", "🙂🎉 " * 200, "1 2 3\n4 5 6\n", "((((((", "\x00" * 50], ids=repr
)
def test_a_text_without_words_has_nothing_to_summarize(analyzer, text):
    analysis = read(analyzer, text)
    assert (analysis.sentences, analysis.ranking, analysis.actors, analysis.phrases) == ((), (), (), ())


def test_one_word_is_its_own_summary(analyzer):
    assert [s.text for s in read(analyzer, "Takaichi").summary(3)] == ["Takaichi"]


def test_ten_thousand_identical_sentences_are_analysed_once(analyzer):
    analysis = read(analyzer, "Die Katze lag heute auf der Matte und schlief. " * 10_000)
    assert [s.text for s in analysis.summary(3)] == ["Die Katze lag heute auf der Matte und schlief."]


def test_the_same_text_gives_the_same_analysis_after_any_other_texts(analyzer):
    first = read(analyzer, SEED_TEXT, SEED_TITLE)
    read(analyzer, "Boris Johnson met Ann Lee in Paris. The bank raised its rates.")
    assert read(analyzer, SEED_TEXT, SEED_TITLE) == first


def test_the_summary_of_the_seed_begins_with_its_lead_and_has_no_headings(analyzer):
    analysis = read(analyzer, SEED_TEXT, SEED_TITLE)
    texts = [s.text for s in analysis.sentences]
    assert len(texts) == 24
    assert "Building on Established Relationships" not in texts
    assert [s.text for s in analysis.summary(1)] == [texts[0]]
    assert texts[0].startswith("Japan’s new Prime Minister, Sanae Takaichi, is navigating")
    assert analysis.language == "en"
    assert analysis.actors[0].name == "Sanae Takaichi"


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (
            "de",
            "Bundeskanzlerin Angela Merkel traf am Montag Emmanuel Macron in Paris. Sie sprachen über den Haushalt.",
        ),
        (
            "fr",
            "Le président Emmanuel Macron a rencontré Angela Merkel à Paris lundi. Ils ont parlé du budget européen.",
        ),
        ("es", "El presidente Pedro Sánchez viajó a París el lunes. Allí habló con Emmanuel Macron sobre la economía."),
        ("ja", "高市早苗首相は月曜日に北京を訪問した。貿易と安全保障について会談した。"),
        ("zh", "总理周一抵达北京，会见了三位部长。他们讨论了贸易和安全问题。"),
        ("ru", "Премьер-министр прибыл в Пекин в понедельник. Он встретился с тремя министрами."),
    ],
)
def test_other_languages_get_sentences_and_a_ranking_but_no_names(analyzer, language, text):
    analysis = read(analyzer, text)
    assert analysis.language == language
    assert len(analysis.sentences) == 2
    assert analysis.actors == analysis.themes == analysis.phrases == ()


def test_a_text_too_short_for_language_detection_is_analysed_as_english_if_it_is_in_latin_script(analyzer):
    latin, cyrillic = read(analyzer, "Ann Lee won"), read(analyzer, "Анна")
    assert (latin.language, cyrillic.language) == ("und", "und")
    assert [actor.name for actor in latin.actors] == ["Ann Lee"]
    assert cyrillic.actors == ()


def test_a_sentence_repeated_in_another_document_is_analysed_once(analyzer):
    text = "The government of Norland fell on Tuesday. An election is due within sixty days."
    documents = [Document("", text), Document("", f"{text} Markets fell by three percent.")]
    analysis = analyzer.analyze(documents)
    check(analysis, documents)
    assert [(s.doc, s.text) for s in analysis.sentences][2:] == [(1, "Markets fell by three percent.")]


@pytest.mark.parametrize("title", ["Tax has changed nothing, says HUL CEO", "Acme names Ann Lee Dean", "Ask Lee CEO"])
def test_a_headline_may_end_in_a_title(analyzer, title):
    documents = [Document(title, "The tax has not changed what people buy, said the chief of the company.")]
    check(analyzer.analyze(documents), documents)
