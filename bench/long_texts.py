"""How time and memory grow with the length of a text, from 125 to 4,000 sentences that it makes itself.

    python bench/long_texts.py [--model MODEL]

Prints for each length the seconds of each stage, of the whole analysis, and the memory it took beyond the loaded model
(the process's peak, in MB; each length is read in a process of its own). Then the CPU seconds and the memory of the
longest allowed article in shapes that nobody writes.
"""

from __future__ import annotations

import argparse
import multiprocessing
import random
import resource
import time
from typing import TYPE_CHECKING, Any

from bot.intake.drafts import MAX_CHARACTERS
from bot.models.analysis import Document
from bot.text.analyze import Analyzer
from bot.text.sentences import split_sentences
from bot.text.summaries.ranking import rank_sentences
from bot.text.tagger import DEFAULT_MODEL, Tagger

if TYPE_CHECKING:
    from collections.abc import Callable

LENGTHS = (125, 250, 500, 1000, 2000, 4000)
GOALS = "Goals at 2,000 sentences: ranking under 2 s, the whole under 8 s and 300 MB."
SHAPES = {
    "brackets in one word": "(",
    "full stops and blanks": ". ",
    "letters": "A b c D ",
    "quotation marks": "“a” ",
    "lines of one word": "Yes.\n",
    "one sentence without an end": "the mayor of the town and ",
    "sentences of one word": "No. Yes. Never. ",
    "persons of one family": "{} Smith said no. ",
    "names in one list": "{} {}, ",
    "bodies": "The Bank of {} Group said no. ",
    "roles of one person": "John Smith, the {} president, left. ",
}
SHAPES_GOAL = f"Goal for each of {MAX_CHARACTERS:,} characters: under 15 s of CPU."
_FIRST = "Anna Carl Maria Peter Laura Simon Helen Victor Nora Daniel".split()
_LAST = "Berg Olsen Navarro Whitfield Kowalski Tanaka Moreau Lindqvist Okafor Hartmann".split()
_PLACES = "Oslo Geneva Lisbon Ottawa Warsaw Nairobi Tokyo Brussels Dublin Vienna".split()
_TOPICS = (
    "the harbour budget election railway pension hospital tariff drought vaccine bridge festival satellite strike "
    "museum glacier census refinery subsidy treaty orchestra reservoir"
).split()
_FORMS = (
    "Finance Minister {who} told reporters in {place} on Tuesday that the {a} would cost {n} million more.",
    "The {a} was delayed after {who}, who leads the committee on the {b}, asked for a second reading.",
    "“Nobody in {place} expected the {a} to last this long,” {who} said.",
    "Officials in {place} said that {n} people had signed a letter about the {a} and the {b}.",
    "He added that the {b} would be ready within {n} months.",
    "In {place}, the price of the {a} rose by {n} percent, according to figures that {who} published last week.",
)


def made_text(sentences: int) -> str:
    """A text of so many sentences in paragraphs of four, always the same."""
    chosen = random.Random(sentences)
    lines = []
    for _ in range(sentences):
        a, b = chosen.sample(_TOPICS, 2)
        who = f"{chosen.choice(_FIRST)} {chosen.choice(_LAST)}"
        line = chosen.choice(_FORMS).format(
            who=who, place=chosen.choice(_PLACES), a=a, b=b, n=chosen.randrange(2, 90_000)
        )
        lines.append(line)
    return "\n\n".join(" ".join(lines[i : i + 4]) for i in range(0, sentences, 4))


def measure(sentences: int, model: str, results: multiprocessing.SimpleQueue) -> None:
    """Puts the seconds of splitting, ranking, tagging and the whole analysis, and the MB of its peak."""
    text = made_text(sentences)
    analyzer, tagger = Analyzer(model), Tagger(model)
    document = Document("A made text", text)
    analyzer.analyze([Document("", made_text(8))])
    before = peak()
    found, split = timed(lambda: split_sentences(text))
    _, rank = timed(lambda: rank_sentences([document], found))
    _, whole = timed(lambda: analyzer.analyze([document]))
    taken = peak() - before
    _, tag = timed(lambda: tagger.tag([text]))
    results.put((len(found), split, rank, tag, whole, taken))


def shaped_text(form: str) -> str:
    """An English text of the greatest length that repeats one form, each time with other names."""
    chosen = random.Random(1)
    opening = made_text(40)
    parts, length = [opening, "\n\n"], len(opening)
    while length < MAX_CHARACTERS:
        names = ["".join(chosen.choices("abcdefghiklmnoprstu", k=7)).capitalize() for _ in range(2)]
        parts.append(form.format(*names))
        length += len(parts[-1])
    return "".join(parts)[:MAX_CHARACTERS]


def measure_shape(form: str, model: str, results: multiprocessing.SimpleQueue) -> None:
    """Puts the seconds of CPU of the analysis and the MB of its peak."""
    analyzer = Analyzer(model)
    analyzer.analyze([Document("", made_text(8))])
    before, start = peak(), time.process_time()
    analyzer.analyze([Document("A made text", shaped_text(form))])
    results.put((time.process_time() - start, peak() - before))


def timed(work: Callable[[], Any]) -> tuple[Any, float]:
    start = time.perf_counter()
    return work(), time.perf_counter() - start


def peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--model", default=DEFAULT_MODEL)
    model = parser.parse_args().model
    columns = ("split s", "rank s", "tag s", "rest s", "whole s", "ms each", "MB")
    print(f"{'sentences':>9}", *(f"{column:>8}" for column in columns))
    for sentences in LENGTHS:
        count, split, rank, tag, whole, taken = in_a_process(measure, sentences, model)
        figures = (split, rank, tag, whole - split - rank - tag, whole, 1000 * whole / count)
        print(f"{count:9}", *(f"{figure:8.2f}" for figure in figures), f"{taken:8.0f}")
    print(GOALS)
    print(f"\n{'':28}{'CPU s':>8}{'MB':>8}")
    for name, form in SHAPES.items():
        seconds, taken = in_a_process(measure_shape, form, model)
        print(f"{name:28}{seconds:8.2f}{taken:8.0f}")
    print(SHAPES_GOAL)


def in_a_process(work: Callable[..., None], what: object, model: str) -> tuple[float, ...]:
    """What a measurement puts, made in a process of its own, so that its peak of memory is its own."""
    context = multiprocessing.get_context("spawn")
    results = context.SimpleQueue()
    process = context.Process(target=work, args=(what, model, results))
    process.start()
    found: tuple[float, ...] = results.get()
    process.join()
    return found


if __name__ == "__main__":
    main()
