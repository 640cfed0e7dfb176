"""The ranking in the shape of sumy's summarizers."""

from sumy.parsers.plaintext import PlaintextParser
from text.summaries.sample_story import TEXT, TITLE

from bot.models.analysis import Document
from bot.text.sentences import split_sentences
from bot.text.summaries.ranking import rank_sentences
from bot.text.summaries.sumy_summarizer import NewsSummarizer, NewsTokenizer, Story, rank


def test_it_works_as_one_of_sumys_summarizers():
    parser = PlaintextParser.from_string(f"{TITLE.upper()}\n\n{TEXT}", NewsTokenizer())
    summarizer = NewsSummarizer()
    three, five = (summarizer(parser.document, count) for count in (3, 5))
    in_order = [str(s) for s in parser.document.sentences]
    assert parser.document.sentences[0].words[:3] == ("the", "council", "of")
    assert [str(s) for s in three] == [s for s in in_order if s in {str(x) for x in three}]
    assert len(three) == 3
    assert set(three) < set(five)
    assert len(summarizer(parser.document, "50%")) == len(in_order) // 2
    assert len(summarizer(parser.document, 100)) == len(in_order)


def test_an_empty_document_has_an_empty_summary():
    assert NewsSummarizer()(PlaintextParser.from_string("", NewsTokenizer()).document, 3) == ()


def test_a_story_keeps_titles_paragraphs_and_the_order_of_the_sentences_of_every_article():
    articles = [Document("First title", "One is here. Two is here.\n\nThree is here."), Document("", "Four is here.")]
    places = [s for doc, article in enumerate(articles) for s in split_sentences(article.text, doc)]
    story = Story(articles, places)
    assert [str(s) for s in story.headings] == ["First title"]
    assert [[str(s) for s in p.sentences] for p in story.paragraphs] == [
        ["One is here.", "Two is here."],
        ["Three is here."],
        ["Four is here."],
    ]
    assert [str(s) for s in story.sentences] == [s.text for s in places]


def test_its_order_is_the_ranking():
    article = Document(TITLE, TEXT)
    places = split_sentences(TEXT)
    assert rank(NewsSummarizer(), Story([article], places)) == rank_sentences([article], places)


def test_a_story_without_sentences_has_no_order():
    assert rank(NewsSummarizer(), Story([Document("Title", "")], [])) == ()
