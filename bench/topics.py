"""Measures topic labels and key phrases against judgements made by reading the articles.

    python bench/topics.py --corpora DIRECTORY                            prints the shares of each judged draw
    python bench/topics.py --corpora DIRECTORY --read DRAW [--of phrases] lists rows to judge, with their articles

DIRECTORY holds ``NAME_dev.jsonl`` for the names in CORPORA: {"id", "text" or "docs", "title" or "titles"} a line. From
each the same articles are drawn every time, and no article twice. Of several documents the first is read.

``topics_judged.tsv`` has a row for each label: draw, article, label and judgement. A label is "right" where a reader
would file the article under it, "doubtful" where the article only touches it, "wrong" where it does not; "missing" is
a main subject of the article that no label names. An article without a label has one row with "-" as its label:
"right" if none of the topics fits, else "missing". ``phrases_judged.tsv`` has a row for each key phrase: "useful" if
it is a whole phrase that tells what the article is about, "junk" if it is cut off or tells nothing by itself, and
"so-so" between.

What a draw showed was mended before the next was drawn, with these exceptions: between "topics 4" and "topics 5"
nothing was changed, and before and after "topics 6" only words were added for subjects that no label named. Labels of
"topics 7" and "topics 8" are those of the model that ``train_topics.py`` fits; before "topics 8" it was fitted to
"topics 7" too, words were added, and a further theme needed a higher probability. "phrases 1" was read to find what to
mend; no judgements of it were kept. Nothing was mended after "phrases 3" at first, after "topics 8" and after
"phrases 5". An article of which no phrase is shown has no row. Before "topics 9" and "phrases 6" the models were fitted
to 237 more articles (``topics_read.tsv``, ``phrases_read.tsv``), read by somebody who called fewer phrases useful, 49 %
of those that the rules until then showed. Before "phrases 7" a phrase needed a higher probability, and a person with
what the person does ("Ann Poe rapping") was no phrase any more; before "phrases 8" numerals ("lakh") were left out.
Nothing was mended after "topics 9" and "phrases 8"
at first. Before "topics 10", "phrases 9" and "phrases 10" the models were fitted to 219 more articles; the one of
phrases got features of rarity and of titles, and topics need no strong term any more if they have three terms. The
labels that fit the articles of "topics 10" were written down before those that the model gave were looked at. Nothing
was mended after these three. Before "phrases 11" and "phrases 12" a phrase needed a higher probability again, with
which 32 of 79 articles show one; nothing was mended after them. Before "topics 12" the model was fitted to "topics 11"
too, and words for who somebody is ("physician") and for ships were no strong terms any more. Before "phrases 15" and
"phrases 16" a phrase needed a higher probability once more, "home" was no noun behind others, and an action before "of"
was no phrase; 26 of 72 articles show one. Nothing was mended after "topics 12" and these two. From "phrases 17" on,
what only repeats the headline or names an actor is "so-so" or "junk", and is left out where rules can see it; each of
these draws is of four corpora, as no others had articles left. What "phrases 17" and "phrases 18" showed was mended
before "phrases 19" and "phrases 20", one thing more before "phrases 21", and nothing after it. 47 of the 240 articles
of the last three show a phrase. Before "phrases 22" the model was fitted to 238 more articles, and got the place in the
ranking: 116 of its 281 articles show a phrase. What it showed was mended before "phrases 23" and fitted to: no two
phrases share a word, and counts and names behind the word for what they are ("terrorist group Boko Haram") are no
phrases. Before "phrases 24" a phrase with a word of the title was left out, and the probability that is needed was
chosen on the two draws before (with it, 110 of 145 of their judged phrases are useful). Of its 124 articles 93 were
read, of which 26 show a phrase; after it only words with a hyphen in titles were mended. The version before "phrases
22" shows 114 phrases on the articles of "phrases 22" and "phrases 23", of which the same reader called 67 useful; 13
of these were judged afterwards.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections import Counter, defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

from roles import read_rows, share

from bot.models.analysis import Document
from bot.text.analyze import Analyzer
from bot.text.telling_phrases import telling_phrases

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from bot.models.analysis import Analysis

HERE = Path(__file__).parent
CORPORA = (
    "summaries_inshorts",
    "summaries_mixed",
    "summaries_neus",
    "summaries_cnn",
    "summaries_cnn_more",
    "summaries_multinews",
    "actors",
    "topics",
)
DRAWS = {
    "topics 1": 6,
    "topics 2": 6,
    "topics 3": 6,
    "topics 4": 6,
    "phrases 1": 3,
    "phrases 2": 4,
    "phrases 3": 4,
    "topics 5": 6,
    "topics 6": 6,
    "topics 7": 6,
    "topics 8": 6,
    "phrases 4": 3,
    "phrases 5": 3,
    "topics 9": 6,
    "phrases 6": 4,
    "phrases 7": 6,
    "phrases 8": 6,
    "topics 10": 6,
    "phrases 9": 6,
    "phrases 10": 6,
    "phrases 11": 6,
    "phrases 12": 6,
    "topics 11": 6,
    "phrases 13": 6,
    "phrases 14": 6,
    "topics 12": 6,
    "phrases 15": 6,
    "phrases 16": 6,
    "phrases 17": 15,
    "phrases 18": 15,
    "topics 13": 6,
    "phrases 19": 20,
    "phrases 20": 20,
    "phrases 21": 20,
    "phrases 22": 80,
    "phrases 23": 130,
    "phrases 24": 90,
}
"""Articles of each corpus in each draw, in the order in which the draws were made: each leaves out the earlier ones.

None has the articles of ``topics_read.tsv`` and ``phrases_read.tsv``, on which the models are trained."""
LATER_DOCUMENTS = {"phrases 23": 1, "phrases 24": 2}
"""Draws of the second and third documents of stories, none of which trained the model of phrases."""


def drawn(corpora: Path, wanted: str) -> list[tuple[str, Document]]:
    """Id and document of the articles of a draw."""
    topics, phrases, judged = (
        {row["article"] for row in read_rows(HERE / f"{table}.tsv")}
        for table in ("topics_read", "phrases_read", "phrases_judged")
    )
    taken = (topics | phrases) - judged
    for draw, each in DRAWS.items():
        articles = []
        number = LATER_DOCUMENTS.get(draw, 0)
        for name in CORPORA:
            rows = documents(corpora / f"{name}_dev.jsonl", number)
            story_taken = phrases if number else taken
            left = [row for row in rows if row[0] not in taken and row[0].partition("/")[0] not in story_taken]
            left.sort(key=lambda row: hashlib.sha256(f"{draw} {row[0]}".encode()).hexdigest())
            articles += left[:each]
        if draw == wanted:
            return articles
        taken |= {article for article, _ in articles}
    msg = f"no draw {wanted}"
    raise ValueError(msg)


def documents(file: Path, number: int = 0) -> Iterator[tuple[str, Document]]:
    """The articles of a corpus; of several documents the one with this number, from 0."""
    for line in file.read_text("utf-8").splitlines():
        row = json.loads(line)
        titles, texts = row.get("titles") or [row.get("title") or ""], row.get("docs") or [row["text"]]
        if number < len(texts):
            title = titles[number] if number < len(titles) else ""
            yield f"{row['id']}/{number}" if number else row["id"], Document(title, texts[number])


def found(analysis: Analysis, document: Document, of: str) -> dict[str, str]:
    """What is to be judged, with what explains it."""
    if of == "phrases":
        return dict.fromkeys(telling_phrases(analysis.phrases, document.title, document.text), "")
    return {theme.label: ", ".join(theme.evidence) for theme in analysis.themes} or {"-": ""}


def print_to_read(corpora: Path, draw: str, of: str) -> None:
    analyzer = Analyzer()
    for article, document in drawn(corpora, draw):
        print(f"\n# {document.title}\n# " + document.text[:1500].replace("\n", "\n# "))
        for item, evidence in found(analyzer.analyze([document]), document, of).items():
            print("\t".join((draw, article, item, "?", evidence)).rstrip("\t"))


def print_shares(of: str, rows: Iterable[Mapping[str, str]]) -> None:
    by_draw: defaultdict[str, list[Mapping[str, str]]] = defaultdict(list)
    for row in rows:
        by_draw[row["draw"]].append(row)
    for draw, judged in by_draw.items():
        items = Counter(row["judgement"] for row in judged if row["judgement"] != "missing" and row["item"] != "-")
        for judgement, count in items.most_common():
            print(f"{draw}, {of}: {judgement} {share(count, items.total())}")
        articles = {row["article"] for row in judged}
        for what in (("doubtful", "wrong"), ("missing",)) if of == "topics" else (("junk",),):
            faulty = {row["article"] for row in judged if row["judgement"] in what}
            print(f"{draw}, {of}: articles with one that is {' or '.join(what)}: {share(len(faulty), len(articles))}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpora", type=Path, required=True)
    parser.add_argument("--read", choices=list(DRAWS))
    parser.add_argument("--of", choices=["topics", "phrases"], default="topics")
    args = parser.parse_args()
    if args.read:
        print_to_read(args.corpora, args.read, args.of)
        return
    for of in ("topics", "phrases"):
        print_shares(of, read_rows(HERE / f"{of}_judged.tsv"))


if __name__ == "__main__":
    main()
