"""Measures the entries of the "Who" line of summaries against judgements made by reading the articles.

    python bench/who.py --corpora DIRECTORY              prints the shares
    python bench/who.py --corpora DIRECTORY --read DRAW  prints a draw's articles with their entries, to be judged

DIRECTORY holds the files of CORPORA and PAGES in ``draws.py``: {"id", "text" or "docs", "title" or "titles"} a line. A
draw takes the same articles every time, and none that an earlier draw took. Of several documents the first is read,
but each of PAGES.

``who_judged.tsv`` beside this file has a row for each entry that was judged: draw, article, entry, kind, verdict. An
entry is "right" if it has the right kind, stands for one actor that has no second entry, and somebody (or some body or
place) that the article is about; otherwise the verdict says what is wrong. A row with the verdict "missed" is an actor
that a reader would name first and the line does not. What a draw showed was mended before the next was drawn.
The first was judged when names in passing were left out already. Of each text the first MAX_CHARACTERS were read
(3,000 in the first two draws, 1,700 from "who 24" on). Who was missed was looked for among those whom a reader would
name first.
Those from "who 16" on were judged more strictly than those before: where somebody only comes from is named in passing.
From "who 19" on half of the articles are pages with captions, credits and menus, and the reader was stricter still.

After "who 23" one threshold was set back; nothing was changed for what "who 24" showed.

"who 31" was judged before a change of the rules and "who 32" after it: 5 and 7 of 30 articles had a faulty entry. Two
kinds of faults that "who 32" showed were mended afterwards. "who 33" to "who 36" were drawn to see how well the
reliability of an entry tells faulty ones: 24 of 120 articles had one. Then the weights were fitted to all draws, and
the least reliability was raised until few faulty ones were left (``fit_reliability.py --cross-validate``).

"who 37" and "who 38" in ``who_fresh.tsv`` were judged for the versions before and after, with nothing changed between
them: 3 and 7 of 30 articles had a faulty entry before and 1 and 3 after, 159 of 170 entries were right before and 135
of 139 after, and 6 of 60 articles missed a main actor before and 9 after.

"who 42" to "who 45" are of six corpora in turn, "who 46" to "who 51" too, with other pages, which are in small letters.
Each two were judged for one version. 7, 5, 7 and 9 of 30 articles had a faulty entry; the causes were mended and the
weights were fitted with these four. Then 3 and 4, 2 and 5, and 2 and 2 of 30 had one: what was seen was mended after
"who 47" and after "who 49", and nothing after "who 50" and "who 51". "who 52" was read to find what to mend, no
judgements of it were kept; 3 of 30 articles of "who 53" had a faulty entry, and nothing was mended after it.

From "who 39" on the reader counted bystanders who are quoted once, contests, and who is named in one compound or for
comparison as faults too, and read whole articles of 80 to 10,000 characters. 5 of 30 articles of "who 39" had a faulty
entry, and 7 of "who 40"; what each showed was mended before the next. Nothing was mended after "who 41", the third draw
in ``who_fresh.tsv``.
"""

from __future__ import annotations

import argparse
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from draws import WITH_PAGES, drawn
from roles import read_rows, share

from bot.text.analyze import Analyzer
from bot.ui.article_pages import main_actors

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.models.analysis import Document

HERE = Path(__file__).parent
EACH = 30
DRAWS = {f"who {number}": EACH for number in (*range(1, 25), *range(31, 52))} | {
    "who 19": 40,
    "who 52": 36,
    "who 53": 30,
}
"""In the order in which they were made, with the number of their articles."""
SOURCES = dict.fromkeys((f"who {number}" for number in (*range(19, 25), *range(31, 39))), WITH_PAGES) | dict.fromkeys(
    ("who 39", "who 40", "who 41"), ("neus", "multinews", "mixed", "cnn")
)
SOURCES |= dict.fromkeys(
    (f"who {number}" for number in range(42, 46)), ("neus", "multinews", "mixed", "cnn", "inshorts", "topics")
)
SOURCES |= dict.fromkeys(
    (f"who {number}" for number in range(46, 52)), ("neus", "multinews_more", "mixed", "cnn", "inshorts", "topics")
)
SOURCES |= dict.fromkeys(("who 52", "who 53"), ("neus", "multinews_more", "cnn", "cnn_more", "inshorts", "topics"))
"""Draws of which half the articles are pages, three of which a quarter are, and ten of which a sixth are."""
CONSIDERED = ("who 10", "who 11")
"""Draws of which every entry that the rules considered was judged, for ``fit_reliability.py``."""
FRESH = ("who 37", "who 38", "who 41", *(f"who {number}" for number in range(46, 52)), "who 53")
MAX_CHARACTERS = 1_700
"""So much of a text is printed for reading."""


def entries(corpora: Path, draw: str) -> Iterator[tuple[str, Document, list[tuple[str, str]]]]:
    """Each article of a draw with the names and kinds in its line."""
    analyzer = Analyzer()
    for corpus, article, document in drawn(corpora, DRAWS, draw, SOURCES):
        people, others = main_actors(analyzer.analyze([document]))
        yield f"{corpus}/{article}", document, [(actor.name, actor.kind.value) for actor in (*people, *others)]


def print_for_reading(corpora: Path, draw: str) -> None:
    """Prints each article of a draw, then its line as rows to fill."""
    for article, document, line in entries(corpora, draw):
        text = " ".join(document.text.split())
        print(f"\n=== {article} ({len(text)} characters)\n# {document.title}\n{text[:MAX_CHARACTERS]}\n---")
        for name, kind in line:
            print(f"{draw}\t{article}\t{name}\t{kind}\t? ×{text.count(name)}")


def print_shares(corpora: Path, draw: str) -> None:
    """Prints the shares of a draw as it was judged, and as far as it was judged as it is now."""
    table = "who_fresh.tsv" if draw in FRESH else "who_judged.tsv"
    rows = [row for row in read_rows(HERE / table) if row["draw"] == draw]
    verdicts = {(row["article"], row["entry"], row["kind"]): row["verdict"] for row in rows}
    print_counts(f"{draw}, when drawn", DRAWS[draw], [(key[0], verdict) for key, verdict in verdicts.items()])
    now, shown = [], set()
    for article, _, line in entries(corpora, draw):
        for entry in line:
            shown.add((article, *entry))
            verdict = verdicts.get((article, *entry), "unjudged")
            now.append((article, "right" if verdict == "missed" else verdict))
            if verdict == "unjudged":
                print(f"unjudged: {draw}\t{article}\t{entry[0]}\t{entry[1]}")
    now += [(key[0], "missed") for key, verdict in verdicts.items() if verdict == "missed" and key not in shown]
    lost = [key for key, verdict in verdicts.items() if verdict == "right" and key not in shown]
    print_counts(f"{draw}, as now", DRAWS[draw], now)
    print(f"{draw}, as now: {len(lost)} right entries no longer shown")


def print_counts(heading: str, articles: int, judged: list[tuple[str, str]]) -> None:
    """Prints the shares of right entries, of articles with a faulty one, and of articles with a missed actor."""
    counts = Counter(verdict for _, verdict in judged if verdict not in ("missed", "unjudged"))
    faulty = {article for article, verdict in judged if verdict not in ("right", "missed", "unjudged")}
    missed = {article for article, verdict in judged if verdict == "missed"}
    print(f"{heading}: entries right {share(counts['right'], counts.total())}")
    print(f"{heading}: articles with a faulty entry {share(len(faulty), articles)}")
    print(f"{heading}: articles that miss a main actor {share(len(missed), articles)}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpora", type=Path, required=True)
    parser.add_argument("--read", choices=DRAWS)
    args = parser.parse_args()
    if args.read:
        print_for_reading(args.corpora, args.read)
        return
    for draw in DRAWS:
        if draw not in CONSIDERED:
            print_shares(args.corpora, draw)


if __name__ == "__main__":
    main()
