"""Measures default summaries against judgements made by reading: how many have a sentence that dangles or is junk.

    python bench/summary_faults.py --corpora DIRECTORY              prints the shares
    python bench/summary_faults.py --corpora DIRECTORY --read DRAW  prints a draw's summaries, to be judged

DIRECTORY holds the files of ``who.py``. A draw takes the same articles every time, and none that an earlier draw took.
The headlines of ``actors`` stand in its texts; from the second draw on they are read as titles, as the bot reads them.

``summaries_judged.tsv`` beside this file has a row for each summary that was judged: draw, article, where its sentences
begin in the text, and where those begin that dangle or are broken or junk, with the reason. A sentence dangles if a
pronoun, a name for somebody ("the man", "the two") or a connective in it cannot be understood from what the summary
shows before it (the title counts as shown). It is broken or junk if it is no whole sentence, half a quotation, two
sentences in one, a heading, caption, greeting, appeal or question, or glued to what does not belong to it.
What a draw showed was mended before the next was drawn; nothing was changed after the last. The seventh was judged
before sentences glued before an article and half quotations in damaged marks were told. Some texts of the files
are damaged (parted at line ends, marks that could not be decoded); what that breaks is counted.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from draws import drawn
from roles import read_rows, share

from bot.models.analysis import Document
from bot.models.guilds import DEFAULT_LENGTH, SUMMARY_LENGTHS
from bot.text.analyze import Analyzer
from bot.text.summaries.length import summary_within

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.models.analysis import Sentence

HERE = Path(__file__).parent
DRAWS = {
    "summaries 1": 60,
    "summaries 2": 60,
    "summaries 3": 60,
    "summaries 4": 60,
    "summaries 5": 30,
    "summaries 6": 30,
    "summaries 7": 60,
    "summaries 8": 30,
}
"""In the order in which they were made, with the number of their summaries."""
FAULTS = ("dangling", "broken")


def summaries(corpora: Path, draw: str) -> Iterator[tuple[str, Document, tuple[Sentence, ...], tuple[Sentence, ...]]]:
    """Each article of a draw, its sentences, and those of its default summary."""
    analyzer = Analyzer()
    for corpus, name, found in drawn(corpora, DRAWS, draw):
        article = f"{corpus}/{name}"
        document = found if draw == "summaries 1" else with_title(article, found)
        analysis = analyzer.analyze([document])
        yield article, document, analysis.sentences, summary_within(analysis, SUMMARY_LENGTHS[DEFAULT_LENGTH])


def with_title(article: str, document: Document) -> Document:
    """The document with its headline as its title."""
    if article.startswith("actors/"):
        title, _, text = document.text.partition("\n")
        return Document(title.strip(), text.strip()) if text.strip() else document
    return document


def starts(sentences: tuple[Sentence, ...]) -> str:
    """Where sentences begin, as the table has it."""
    return ",".join(str(sentence.start) for sentence in sentences)


def print_for_reading(corpora: Path, draw: str) -> None:
    """Prints each summary, with the sentence before each of its sentences in brackets if it does not show it."""
    for article, document, sentences, summary in summaries(corpora, draw):
        print(f"\n{draw}\t{article}\t{starts(summary)}\t\t\t\n# {document.title}")
        for index, sentence in enumerate(sentences):
            if sentence in summary:
                if index and sentences[index - 1] not in summary:
                    print(f"          [{sentences[index - 1].text}]")
                print(f"{sentence.start:6}  {sentence.text}")


def print_shares(corpora: Path, draw: str) -> None:
    """Prints the shares of a draw as it was judged, and for the summaries that are still the same."""
    rows = {row["article"]: row for row in read_rows(HERE / "summaries_judged.tsv") if row["draw"] == draw}
    same = [
        rows[article]
        for article, _, _, summary in summaries(corpora, draw)
        if article in rows and rows[article]["shown"] == starts(summary)
    ]
    for fault in FAULTS:
        print(f"{draw}, when drawn: summaries with a sentence that is {fault}: {faulty(list(rows.values()), fault)}")
        print(f"{draw}, those unchanged since: {faulty(same, fault)}")


def faulty(rows: list[dict[str, str]], fault: str) -> str:
    """The share of summaries with a fault."""
    return share(sum(bool(row[fault]) for row in rows), len(rows))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpora", type=Path, required=True)
    parser.add_argument("--read", choices=DRAWS)
    args = parser.parse_args()
    if args.read:
        print_for_reading(args.corpora, args.read)
        return
    for draw in DRAWS:
        print_shares(args.corpora, draw)


if __name__ == "__main__":
    main()
