"""Measures the sentences that ``!who`` quotes against judgements made by reading: how many tell about the person.

    python bench/who_sentences.py --corpora DIRECTORY              prints the shares
    python bench/who_sentences.py --corpora DIRECTORY --unjudged   also lists the sentences that nobody has judged

DIRECTORY holds the files of ``CORPORA``. The draw takes one of the first four persons of each of ``PERSONS``
articles, the same ones every time, and none of an article that an earlier draw took (``CONSIDERED``).
``who_sentences_judged.tsv`` beside this file has a row for each sentence (its index in the article) that was shown
for a person when the draw was made: "telling" if it says what the person is, did, said, or what was done to the
person; "not" if it says next to nothing; "other" if it is about somebody or something else, or if the name is no
person's. Twenty-three draws before it were read to mend what they showed; nothing was mended after this one. In the
last two of them 97 of 102 and 141 of 150 were telling, and four and six about something else; then the weights were
fitted by which doubtful sentences are left out (``fit_who_sentences.py``).
"""

from __future__ import annotations

import argparse
import hashlib
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from roles import read_rows, rows_of, share

from bot.models.analysis import ActorKind
from bot.text.analyze import Analyzer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.models.analysis import Actor, Analysis

HERE = Path(__file__).parent
CONSIDERED = "who_sentences_considered.tsv"
"""The sentences of earlier draws."""
CORPORA = ("topics", "summaries_inshorts", "summaries_mixed", "summaries_neus", "summaries_cnn", "summaries_cnn_more")
DRAW = "telling 19"
PERSONS = 100
AMONG_FIRST = 4
MAX_SHOWN = 5
"""Sentences of one article that ``!who`` shows."""


def drawn(corpora: Path) -> Iterator[tuple[str, str, Actor, Analysis]]:
    """Corpus, article and analysis of each person of the draw."""
    taken = {row["article"] for row in read_rows(HERE / CONSIDERED)}
    rows = [(name, *row) for name in CORPORA for row in rows_of(corpora / f"{name}_dev.jsonl")]
    untaken = (row for row in rows if row[1] not in taken)
    by_digest = sorted((hashlib.sha256(f"{DRAW} {row[1]}".encode()).hexdigest(), row) for row in untaken)
    analyzer = Analyzer()
    found = 0
    for digest, (corpus, article, document) in by_digest:
        analysis = analyzer.analyze([document])
        persons = [actor for actor in analysis.actors if actor.kind is ActorKind.PERSON]
        if persons and found < PERSONS:
            found += 1
            yield corpus, article, persons[int(digest[:8], 16) % min(AMONG_FIRST, len(persons))], analysis
        if found == PERSONS:
            return


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpora", type=Path, required=True)
    parser.add_argument("--unjudged", action="store_true")
    args = parser.parse_args()
    rows = read_rows(HERE / "who_sentences_judged.tsv")
    judged = {(row["article"], row["name"], int(row["sentence"])): row["judgement"] for row in rows}
    print_shares("when drawn", Counter(judged.values()))
    now: Counter[str] = Counter()
    for corpus, article, person, analysis in drawn(args.corpora):
        for index in person.salient[:MAX_SHOWN]:
            judgement = judged.get((article, person.name, index), "unjudged")
            now[judgement] += 1
            if judgement == "unjudged" and args.unjudged:
                print("\t".join([corpus, article, person.name, str(index), "?", analysis.sentences[index].text]))
    print_shares("as now", now)


def print_shares(when: str, counts: Counter[str]) -> None:
    total = counts.total() - counts["unjudged"]
    for judgement in ("telling", "not", "other"):
        print(f"{when}, {judgement}: {share(counts[judgement], total)}")
    print(f"{when}: {counts['unjudged']} unjudged")


if __name__ == "__main__":
    main()
