"""The tools that ours is measured against, each behind one call for an article: Lead, a plain tagger, other packages.

Each gets what its own documentation asks for, with the sentences of ours where it would download a tokenizer. None
fetches anything. A tool whose package is not installed is left out of the tables.
"""

from __future__ import annotations

import functools
from collections import defaultdict
from typing import TYPE_CHECKING, Any

from tools import Tool, best_first, documents_of, joined, sentences_of

from bot.models.summary_methods import SUMMARY_METHODS
from bot.text.sentences import split_sentences

if TYPE_CHECKING:
    from collections.abc import Callable

    from scoring import Row
    from tools import Answer

PHRASES = 20
"""Asked of each tool, of which the first ten that differ count."""
PLACES = ("GPE", "LOC", "FAC")


def load_lead() -> Answer:
    """The first sentences; of several documents in turn."""
    from scoring import lead

    def answer(row: Row) -> Any:
        sentences = sentences_of(documents_of(row))
        return [s.text for s in sentences], lead([s.doc for s in sentences])

    return answer


def load_sumy(method: str) -> Answer:
    """One of sumy's algorithms as ``!summary method:`` calls it, over all sentences."""
    from bot.text.summaries.sumy_methods import sumy_summarizer
    from bot.text.summaries.sumy_summarizer import Story, rank
    from bot.text.words import ENGLISH

    summarizer = sumy_summarizer(method, ENGLISH)

    def answer(row: Row) -> Any:
        documents = documents_of(row)
        sentences = sentences_of(documents)
        return [s.text for s in sentences], list(rank(summarizer, Story(documents, sentences)))

    return answer


def load_newspaper() -> Answer:
    """newspaper4k's scores of sentences. Its own splitter would download punkt: it gets our sentences."""
    from newspaper import nlp, settings
    from newspaper.text import StopWords

    stop_words = StopWords("en")

    def answer(row: Row) -> Any:
        title, text = joined(row)
        texts = [s.text for s in sentences_of(documents_of(row))]
        keywords = nlp.keywords(text, stop_words, settings.SUMMARIZE_KEYWORD_COUNT)
        scored = nlp.scored_sentences(texts, list(stop_words.tokenizer(title)), keywords, stop_words)
        return texts, [index for index, *_ in scored]

    return answer


def load_newspaper_keywords() -> Answer:
    from newspaper import nlp
    from newspaper.text import StopWords

    stop_words = StopWords("en")
    return lambda row: list(nlp.keywords(row["text"], stop_words, PHRASES))


def load_summa() -> Answer:
    """TextRank by summa, with its own sentences."""
    from summa.summarizer import summarize

    def answer(row: Row) -> Any:
        scored = summarize(joined(row)[1], ratio=1.0, scores=True)
        return [text for text, _ in scored], best_first(score for _, score in scored)

    return answer


def load_pytextrank(pipe: str) -> Callable[[str], Any]:
    import pytextrank  # noqa: F401  # registers its pipes
    import spacy

    from bot.text.tagger import DEFAULT_MODEL

    nlp = spacy.load(DEFAULT_MODEL, exclude=["ner"])
    nlp.add_pipe(pipe)
    return nlp


def load_pytextrank_summary() -> Answer:
    """TextRank by pytextrank over the parser's sentences, as many phrases as its documentation uses."""
    nlp = load_pytextrank("textrank")

    def answer(row: Row) -> Any:
        doc = nlp(joined(row)[1])
        sentences = list(doc.sents)
        place = {sentence.start: i for i, sentence in enumerate(sentences)}
        best = doc._.textrank.summary(limit_phrases=15, limit_sentences=len(sentences), preserve_order=False)
        return [" ".join(s.text.split()) for s in sentences], [place[s.start] for s in best]

    return answer


def load_pytextrank_phrases(pipe: str) -> Answer:
    nlp = load_pytextrank(pipe)
    return lambda row: [phrase.text for phrase in nlp(row["text"])._.phrases[:PHRASES]]


def load_yake() -> Answer:
    import yake

    extractor = yake.KeywordExtractor(lan="en", n=3, top=PHRASES)
    return lambda row: [phrase for phrase, _ in extractor.extract_keywords(row["text"])]


def load_rake() -> Answer:
    """rake-nltk with sumy's stop words and our sentences: its own would be downloaded."""
    from rake_nltk import Rake
    from sumy.utils import get_stop_words

    rake = Rake(
        stopwords=set(get_stop_words("english")),
        sentence_tokenizer=lambda text: [s.text for s in split_sentences(text)],
        include_repeated_phrases=False,
    )

    def answer(row: Row) -> Any:
        rake.extract_keywords_from_text(row["text"])
        return rake.get_ranked_phrases()[:PHRASES]

    return answer


def load_plain_tagger() -> Answer:
    """What the tagger alone calls a name; the same string is the same actor."""
    from bot.text.tagger import Tagger

    tagger = Tagger()
    kinds = {"PERSON": "person", "ORG": "organisation", **dict.fromkeys(PLACES, "place")}

    def answer(row: Row) -> Any:
        mentions = defaultdict(list)
        tokens = tagger.tag([row["text"]])[0].tokens
        for (start, end), label in dict.fromkeys((t.ent_span, t.ent_type) for t in tokens if t.ent_span):
            if label in kinds:
                mentions[row["text"][start:end], kinds[label]].append([0, start, end])
        return [{"name": name, "kind": kind, "mentions": found} for (name, kind), found in mentions.items()]

    return answer


PEERS = (
    Tool("Lead", "summaries", "bot", load_lead),
    *(
        Tool(f"sumy {name}", "summaries", "sumy", functools.partial(load_sumy, method))
        for method, name in SUMMARY_METHODS.items()
    ),
    Tool("newspaper4k", "summaries", "newspaper", load_newspaper),
    Tool("summa TextRank", "summaries", "summa", load_summa),
    Tool("pytextrank", "summaries", "pytextrank", load_pytextrank_summary),
    Tool("spaCy, same string = same actor", "actors", "bot", load_plain_tagger),
    Tool("YAKE", "phrases", "yake", load_yake),
    Tool("RAKE (rake-nltk)", "phrases", "rake_nltk", load_rake),
    Tool("pytextrank TextRank", "phrases", "pytextrank", functools.partial(load_pytextrank_phrases, "textrank")),
    Tool(
        "pytextrank PositionRank", "phrases", "pytextrank", functools.partial(load_pytextrank_phrases, "positionrank")
    ),
    Tool("newspaper4k keywords", "phrases", "newspaper", load_newspaper_keywords),
)
