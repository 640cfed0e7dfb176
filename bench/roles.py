"""Measures the roles of persons against judgements made by reading: how many are right, how many of the stated found.

    python bench/roles.py --corpora DIRECTORY              prints the shares
    python bench/roles.py --corpora DIRECTORY --unjudged   also lists the roles that nobody has judged, as rows to fill

DIRECTORY holds the files of the draws below: {"id", "text" or "docs", "title" or "titles"} a line. From each the same
articles are drawn every time, and no article twice. Of several documents the first is read.

``roles_judged.tsv`` beside this file has a row for each role of the first draw that was judged: corpus, article, name,
role, judgement and why. A role is "right" where the article says it of that person in these words; "wrong" where it
does not, or cuts the words so that they say something else; "missed" where the article states it and nothing was found.
Only in the first READ articles were all stated roles looked for, so the found share is of those. What the judgements
showed was mended, so these two shares flatter.

``roles_fresh.tsv`` has all roles of later draws, each judged when nobody had looked at its articles; what is
borderline, or stands under a garbled name, is "wrong" there. The first articles of "fresh 4" to "fresh 7" and of "fresh
10" to "fresh 13" (READ_IN_FULL) were read in full, and what they state beside a name and was not found is "missed";
what they say only of "he" or "the mayor" is not counted. What a draw showed was mended before the next was drawn. Of
"fresh 6" only the articles read in full were judged. The draws named "mend" were read to find what to mend; no
judgements of them were kept.

"fresh 1" to "fresh 7" are of the rules by part of speech that found roles before. On "fresh 8" to "fresh 10" these were
compared with the rules over the dependency parse that replaced them: the roles that either found were judged together,
in random order, without saying which had found them. The rows are those of the new rules, and what only the old ones
found is "missed".

    right in "fresh 8" and "fresh 9", mended afterwards: 398 of 412 (96.6 %) by the old, 411 of 433 (94.9 %) by the new
    right in "fresh 10", nothing mended afterwards: 288 of 301 (95.7 %) by the old, 298 of 310 (96.1 %) by the new
    found in 32 articles of "fresh 10", read in full: 101 of 124 (81.5 %) by the old, 104 (83.9 %) by the new

Whose relative somebody is ("his wife X") counts as a role since "fresh 11". That draw and "fresh 12" and "fresh 13" are
small, of what the corpora of CNN had left; nothing was mended after "fresh 13". No first documents were left then:
"fresh 14" has the second documents of NeuS, whose events an earlier draw may have had. Its two faults were mended.
Rules that change next to nothing on the other draws were taken out after "fresh 11". Forms of one role ("Gov.", "Imo
Gov.") count once among the stated ones.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import math
from collections import Counter
from dataclasses import dataclass
from functools import cache
from itertools import zip_longest
from pathlib import Path
from typing import TYPE_CHECKING

from bot.models.analysis import ActorKind, Document
from bot.text.analyze import Analyzer
from bot.text.names import name_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

HERE = Path(__file__).parent
READ = 25
"""So many articles of the first draw were read in full, to see what was missed."""
READ_IN_FULL = {
    "fresh 4": 20,
    "fresh 5": 32,
    "fresh 6": 34,
    "fresh 7": 32,
    "fresh 10": 32,
    "fresh 11": 14,
    "fresh 12": 14,
    "fresh 13": 15,
    "fresh 14": 74,
}
"""So many of the first articles of a later draw were read in full."""
ARTICLES = ("a ", "an ", "the ")
FOUR = ("topics", "summaries_inshorts", "summaries_mixed", "summaries_neus")
NINE = (*FOUR, "summaries_cnn", "summaries_cnn_more", "actors", "summaries_multinews", "phrases")


@dataclass(frozen=True)
class Draw:
    """``each`` articles from each of the corpora, in an order that the name gives; fewer where no more are left."""

    name: str
    each: int
    corpora: tuple[str, ...] = NINE
    document: int = 0
    """Which of several documents of one event is read, from 0."""


FIRST = Draw("roles 1", 62, FOUR)
LEFT = ("topics", "summaries_neus", "summaries_cnn", "summaries_cnn_more")
STILL_LEFT = ("summaries_neus", "summaries_cnn", "summaries_cnn_more")
LAST = Draw("fresh 14", 74, ("summaries_neus",), document=1)
DRAWS = (  # in the order in which they were made: each leaves out what those before it took
    FIRST,
    Draw("mend 1", 12),
    Draw("mend 2", 14),
    Draw("mend 3", 14),
    Draw("mend 4", 14),
    Draw("fresh 1", 20),
    Draw("mend 5", 8),
    Draw("mend 6", 10, tuple(name for name in NINE if name != "summaries_multinews")),
    Draw("fresh 2", 22),
    Draw("mend 7", 18, ("topics", "summaries_neus", "summaries_cnn", "summaries_cnn_more", "actors")),
    Draw("fresh 3", 26),
    Draw("fresh 4", 36),
    Draw("mend 8", 7, LEFT),
    Draw("fresh 5", 55, LEFT),
    Draw("fresh 6", 55, LEFT),
    Draw("fresh 7", 55, LEFT),
    Draw("fresh 8", 28, STILL_LEFT),
    Draw("fresh 9", 28, STILL_LEFT),
    Draw("fresh 10", 36, STILL_LEFT),
    Draw("fresh 11", 14, STILL_LEFT),
    Draw("fresh 12", 20, STILL_LEFT),
    Draw("fresh 13", 8, STILL_LEFT),
    LAST,
)


@dataclass(frozen=True)
class Stated:
    """A role with whom it is said of and where, folded for comparing."""

    article: str
    surname: str
    role: str


def stated(article: str, name: str, role: str) -> Stated:
    """Folds case, accents and the leading article; a person is compared by the last word of the name."""
    key = name_key(role)
    for word in ARTICLES:
        key = key.removeprefix(word)
    return Stated(article, name_key(name).rpartition(" ")[2], key)


@cache
def rows_of(file: Path, document: int = 0) -> tuple[tuple[str, Document], ...]:
    """Id and document of each article of a corpus; of several documents the first, or the one that is asked for."""
    found = []
    for line in file.read_text("utf-8").splitlines():
        row = json.loads(line)
        titles, docs = row.get("titles") or [row.get("title") or ""], row.get("docs") or [row["text"]]
        article = f"{row['id']}/{document}" if document else row["id"]
        found += [
            (article, Document(title, text)) for title, text in list(zip(titles, docs, strict=False))[document:][:1]
        ]
    return tuple(found)


def drawn(corpora: Path, wanted: Draw) -> list[tuple[str, str, Document]]:
    """Corpus, id and document of the articles of a draw, the corpora in turn."""
    taken: set[str] = set()
    for draw in DRAWS:
        columns = []
        for name in draw.corpora:
            rows = [
                (name, *row) for row in rows_of(corpora / f"{name}_dev.jsonl", draw.document) if row[0] not in taken
            ]
            rows.sort(key=lambda row: hashlib.sha256(f"{draw.name} {row[1]}".encode()).hexdigest())
            columns.append(rows[: draw.each])
        articles = [article for turn in zip_longest(*columns) for article in turn if article is not None]
        if draw == wanted:
            return articles
        taken |= {article for _, article, _ in articles}
    msg = f"no draw {wanted.name}"
    raise ValueError(msg)


def found_roles(corpora: Path, draw: Draw) -> Iterator[tuple[str, str, str, str, str]]:
    """Corpus, article, name, role and sentence of each role that is found."""
    analyzer = Analyzer()
    for corpus, article, document in drawn(corpora, draw):
        analysis = analyzer.analyze([document])
        for actor in analysis.actors:
            for role in actor.roles if actor.kind is ActorKind.PERSON else ():
                sentence = analysis.sentences[role.sentence].text if role.sentence >= 0 else document.title
                yield corpus, article, actor.name, role.text, sentence


def read_rows(file: Path) -> list[dict[str, str]]:
    """The rows of a table of judgements."""
    lines = [line for line in file.read_text("utf-8").splitlines() if line and not line.startswith("#")]
    names = lines[0].split("\t")
    return [dict(zip(names, line.split("\t"), strict=True)) for line in lines[1:]]


def judgements(rows: Iterable[Mapping[str, str]]) -> dict[Stated, str]:
    """The judgement of each role."""
    return {stated(row["article"], row["name"], row["role"]): row["judgement"] for row in rows}


def count(
    corpora: Path, draw: Draw, judged: Mapping[Stated, str], *, list_new: bool
) -> tuple[set[Stated], Counter[str]]:
    """The roles that are found in a draw, and how many there are of each judgement."""
    seen: set[Stated] = set()
    counts: Counter[str] = Counter()
    for corpus, article, name, role, sentence in found_roles(corpora, draw):
        key = stated(article, name, role)
        seen.add(key)
        judgement = judged.get(key, "unjudged")
        counts[judgement] += 1
        if judgement == "unjudged" and list_new:
            print("\t".join([corpus, article, name, " ".join(role.split()), "?", " ".join(sentence.split())]))
    # what was missed once and is found by now is right
    counts["right"] += counts.pop("missed", 0)
    return seen, counts


def is_found(key: Stated, seen: Iterable[Stated]) -> bool:
    """Whether a role is found, or one that says it in more words."""
    return any(
        (key.article, key.surname) == (other.article, other.surname) and f" {key.role} " in f" {other.role} "
        for other in seen
    )


def share(right: int, of: int) -> str:
    """A share in percent, with its 95 % interval (Wilson 1927)."""
    z, part = 1.96, right / max(1, of)
    middle = (part + z * z / (2 * max(1, of))) / (1 + z * z / max(1, of))
    half = z * math.sqrt(part * (1 - part) / max(1, of) + (z / (2 * max(1, of))) ** 2) / (1 + z * z / max(1, of))
    low, high = 100 * (middle - half), 100 * (middle + half)
    return f"{right} of {of} ({100 * part:.1f} %, 95 % interval {low:.1f} to {high:.1f})"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpora", type=Path, required=True)
    parser.add_argument("--unjudged", action="store_true")
    args = parser.parse_args()
    judged = judgements(read_rows(HERE / "roles_judged.tsv"))
    seen, counts = count(args.corpora, FIRST, judged, list_new=args.unjudged)
    read_in_full = {article for _, article, _ in drawn(args.corpora, FIRST)[:READ]}
    to_find = {key for key, judgement in judged.items() if judgement != "wrong" and key.article in read_in_full}
    print(f"first draw, mended since: right {share(counts['right'], counts['right'] + counts['wrong'])}")
    print(f"first draw, mended since: found {share(sum(is_found(key, seen) for key in to_find), len(to_find))}")
    print(f"first draw: {counts['unjudged']} new and unjudged")
    print_fresh(args.corpora, list_new=args.unjudged)


def print_fresh(corpora: Path, *, list_new: bool) -> None:
    """Prints the shares of the later draws: as judged when they were drawn, and of the last as it is now."""
    fresh = read_rows(HERE / "roles_fresh.tsv")
    for name in dict.fromkeys(row["draw"] for row in fresh):
        rows = [row for row in fresh if row["draw"] == name]
        after = "nothing was mended afterwards" if name == LAST.name else "mended afterwards"
        judged = [row["judgement"] for row in rows if row["judgement"] != "missed"]
        print(f"{name}, when drawn: right {share(judged.count('right'), len(judged))}; {after}")
        if name in READ_IN_FULL:
            draw = next(draw for draw in DRAWS if draw.name == name)
            read = {article for _, article, _ in drawn(corpora, draw)[: READ_IN_FULL[name]]}
            told = [row["judgement"] for row in rows if row["article"] in read and row["judgement"] != "wrong"]
            print(f"{name}, when drawn: found {share(told.count('right'), len(told))}; {after}")
    last = judgements(row for row in fresh if row["draw"] == LAST.name)
    seen, counts = count(corpora, LAST, last, list_new=list_new)
    read_in_full = {article for _, article, _ in drawn(corpora, LAST)[: READ_IN_FULL[LAST.name]]}
    to_find = {key for key, judgement in last.items() if judgement != "wrong" and key.article in read_in_full}
    print(f"{LAST.name}, as now: right {share(counts['right'], counts['right'] + counts['wrong'])}")
    print(f"{LAST.name}, as now: found {share(sum(is_found(key, seen) for key in to_find), len(to_find))}")
    print(f"{LAST.name}: {counts['unjudged']} new and unjudged")


if __name__ == "__main__":
    main()
