"""Measures the roles of persons against judgements made by reading: how many are right, how many of the stated found.

    python bench/roles.py --corpora DIRECTORY              prints the two shares
    python bench/roles.py --corpora DIRECTORY --unjudged   also lists the roles that nobody has judged, as rows to fill

DIRECTORY holds the files of SETS: {"id", "text" or "docs", "title" or "titles"} a line. From each the same articles are
drawn every time. ``roles_judged.tsv`` beside this file has a row for each role that was judged: corpus, article, name,
role, judgement and why. A role is "right" where the article says it of that person in these words; "wrong" where it
does not, or cuts the words so that they say something else; "missed" where the article states it and nothing was found.
Only in the first READ articles were all stated roles looked for, so the found share is of those.

What the judgements showed was mended, so the shares here flatter. Of the roles that were fresh when they were judged,
in three later draws after the mending of the earlier ones, 362 of 383 (94.5 %) were right.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from bot.models import ActorKind, Document
from bot.text.analyze import Analyzer
from bot.text.names import name_key

if TYPE_CHECKING:
    from collections.abc import Iterator

JUDGED = Path(__file__).with_name("roles_judged.tsv")
SETS = ("topics", "summaries_inshorts", "summaries_mixed", "summaries_neus")
EACH = 62
READ = 25
SEED = "roles 1"
ARTICLES = ("a ", "an ", "the ")


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


def sample(corpora: Path) -> Iterator[tuple[str, str, list[Document]]]:
    """Corpus, id and documents of the drawn articles, the corpora in turn; of several documents the first only."""
    drawn = []
    for name in SETS:
        rows = [json.loads(line) for line in (corpora / f"{name}_dev.jsonl").read_text("utf-8").splitlines()]
        rows.sort(key=lambda row: hashlib.sha256(f"{SEED} {row['id']}".encode()).hexdigest())
        drawn.append([(name, row) for row in rows[:EACH]])
    for turn in zip(*drawn, strict=True):
        for name, row in turn:
            title = row.get("title") or (row.get("titles") or [""])[0]
            yield name, row["id"], [Document(title, (row.get("docs") or [row["text"]])[0])]


def found_roles(corpora: Path) -> Iterator[tuple[int, str, str, str, str, str]]:
    """The place in the sample, corpus, article, name, role and sentence of each role that is found."""
    analyzer = Analyzer()
    for place, (corpus, article, documents) in enumerate(sample(corpora)):
        analysis = analyzer.analyze(documents)
        for actor in analysis.actors:
            for role in actor.roles if actor.kind is ActorKind.PERSON else ():
                sentence = analysis.sentences[role.sentence].text if role.sentence >= 0 else documents[0].title
                yield place, corpus, article, actor.name, role.text, sentence


def read_judged() -> dict[Stated, str]:
    """The judgement of each role."""
    rows = [line.split("\t") for line in JUDGED.read_text("utf-8").splitlines() if line and not line.startswith("#")]
    return {stated(article, name, role): judgement for _, article, name, role, judgement, *_ in rows[1:]}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpora", type=Path, required=True)
    parser.add_argument("--unjudged", action="store_true")
    args = parser.parse_args()
    judged = read_judged() if JUDGED.exists() else {}
    read_in_full = {article for place, (_, article, _) in enumerate(sample(args.corpora)) if place < READ}
    seen: set[Stated] = set()
    counts: Counter[str] = Counter()
    for _, corpus, article, name, role, sentence in found_roles(args.corpora):
        key = stated(article, name, role)
        seen.add(key)
        judgement = judged.get(key, "unjudged")
        counts[judgement] += 1
        if judgement == "unjudged" and args.unjudged:
            print("\t".join([corpus, article, name, " ".join(role.split()), "?", " ".join(sentence.split())]))
    # what was missed once and is found by now is right
    right = counts["right"] + counts["missed"]
    to_find = {key for key, judgement in judged.items() if judgement != "wrong" and key.article in read_in_full}
    print(f"right: {right} of {right + counts['wrong']} judged ({100 * right / max(1, right + counts['wrong']):.1f} %)")
    print(f"found: {len(to_find & seen)} of {len(to_find)} ({100 * len(to_find & seen) / max(1, len(to_find)):.1f} %)")
    print(f"new and unjudged: {counts['unjudged']}")


if __name__ == "__main__":
    main()
