"""Which sentences a story's summary takes for repetitions, against pairs of sentences that were read.

    python bench/redundancy.py --corpora DIRECTORY

``redundancy_judged.tsv`` beside this file has a row for each pair: the draw, the row of NeuS or Multi-News, where the
two sentences begin (article:character), and which of them a reader has no need of: "first" if the second one tells its
main part in whatever words, "second", "both" (either will do) or "neither". The texts are not here: they belong to
their publishers.

In the draw "pairs" are sentences that a summary had to choose from: 403 pairs chosen by how alike they are, most of
them near the border of ``says_the_same``, and 40 by chance. In the draw "summaries" are all pairs within long summaries
of 82 stories, made with ``says_the_same`` and with other comparisons: what it had found was no longer there. Of both
draws it therefore finds less, and takes more for repetitions that are none, than of all pairs. They are for comparing
its thresholds and kinds of pairs, and not for its precision.

Tried without gain: a logistic model of ten features (common stems and pairs of words, weighed by the story and by the
library; names, figures, days, places in the articles), fitted to these pairs. On other stories than those it was fitted
to it found 198 of the 276 in "pairs", with 93 others. But its summaries, in which longer sentences also took the place
of shorter ones, repeated 22 of 118 sentences in 17 stories that nobody had looked at, and those of ``says_the_same`` 17
of 113 (read side by side, not blind); they had no more of what the references say, and its briefings had less. Synonyms
and related words of WordNet 3.0, vectors of words (wordllama), the actors that are named, and the main clause by the
parser improved the model by half a point of average precision at most, the verbs in common by one, and sentence
embeddings (Universal Sentence Encoder, 32 MB) by two and a half. Lower thresholds of ``says_the_same`` (0.34, 0.25 and
0.6) take away a sixth of the pairs that those embeddings find alike, but also 3 % of the words of the references, and
0.3 of the briefings' ROUGE-1 in NeuS.

``is_told_elsewhere`` came later, chosen on judgements of all pairs that the summaries of 55 other stories could
choose from (43 of NeuS, 12 of Multi-News). Of 35 repetitions in their long summaries 20 are left, of 310 sentences
280: a third to a half of what is left out was a repetition. From 0.25 of a sentence's weight 27 are left, from 0.3 on
32; from 0.15 on 19, at the price of two points of the words of the references in NeuS. Tried beside it, on the same
judgements:

- The counterpart of a sentence in another article, which is the one most like it there, however alike they are: it
  adds nothing to the likeness itself (area under the curve 0.887 with, and 0.892 without, across stories).
- A main article, from which most sentences are taken: in NeuS two sentences of one article say the same more often
  (46 of 639 pairs) than two of different articles that pass the earlier comparison (81 of 1,354). What stands nowhere
  in the whole of another article is no surer to be new (0.895).
- Fewer sentences: at a first look the repetitions are in the
  second and third place of the ranking, not in its last ones.
- A probability of being told as a penalty in the ranking, in place of a threshold: no fewer repetitions with
  three and five features; larger models were not finished.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter, defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

from roles import read_rows

from bot.stories.redundancy import is_told_elsewhere, says_the_same, stem_rarity
from bot.text.sentences import split_sentences
from bot.text.words import content_words, words

if TYPE_CHECKING:
    from collections.abc import Iterator

JUDGED = Path(__file__).with_name("redundancy_judged.tsv")
CORPORA = ("neus", "multinews")
TOLD = {"first": (True, False), "second": (False, True), "both": (True, True), "neither": (False, False)}
"""Whether each of the two sentences is told by the other one."""


def compared(corpora: Path) -> Iterator[tuple[str, str, bool, bool]]:
    """For each judged pair, both ways: its draw and kind, whether one is told by the other, and whether it is found."""
    judged: defaultdict[str, list[dict[str, str]]] = defaultdict(list)
    for row in read_rows(JUDGED):
        judged[row["story"]].append(row)
    for corpus in CORPORA:
        for line in (corpora / f"summaries_{corpus}_dev.jsonl").read_text("utf-8").splitlines():
            story = json.loads(line)
            if rows := judged.get(story["id"]):
                yield from _compared(story["docs"], rows)


def _compared(docs: list[str], rows: list[dict[str, str]]) -> Iterator[tuple[str, str, bool, bool]]:
    """The same for the pairs of one story."""
    stems, openings = {}, set()
    for doc, text in enumerate(docs):
        for place, sentence in enumerate(split_sentences(text)):
            name = f"{doc}:{sentence.start}"
            stems[name] = frozenset(content_words(words(sentence.text)))
            openings |= {name} if place == 0 else set()
    rarity = stem_rarity([*stems.values()])
    for row in rows:
        first, second = row["first"], row["second"]
        in_one_article = first.split(":")[0] == second.split(":")[0]
        are_openings = openings.issuperset((first, second))
        kind = "in one article" if in_one_article else "first sentences" if are_openings else "in two articles"
        for told, one, other in zip(TOLD[row["told"]], (first, second), (second, first), strict=True):
            found = says_the_same(
                stems[one], stems[other], rarity, in_one_article=in_one_article, are_openings=are_openings
            )
            found |= not in_one_article and is_told_elsewhere(stems[one], [stems[other]], rarity)
            yield row["draw"], kind, told, found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpora", type=Path, required=True)
    counts = Counter(compared(parser.parse_args().corpora))
    for draw, kind in sorted({(draw, kind) for draw, kind, _, _ in counts}):
        shares = (
            f"{counts[draw, kind, told, True]} of {counts[draw, kind, told, True] + counts[draw, kind, told, False]}"
            for told in (True, False)
        )
        print(f"{draw}, {kind}: {' found, '.join(shares)} others taken for repetitions")


if __name__ == "__main__":
    main()
