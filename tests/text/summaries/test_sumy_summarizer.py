"""The ranking in the shape of sumy's summarizers."""

from sumy.parsers.plaintext import PlaintextParser
from text.summaries.sample_story import TEXT, TITLE

from bot.text.summaries.sumy_summarizer import NewsSummarizer, NewsTokenizer


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
