"""Reads grown texts and pages as the bot does, with a bound on the CPU time of each."""

from __future__ import annotations

import random
import time
from collections.abc import Callable

from cpu_limit import TooSlow, cpu_limit

from bot.errors import InputError
from bot.intake.drafts import MAX_CHARACTERS
from bot.intake.pasted.documents import parse_document
from bot.intake.pasted.text_files import MAX_BYTES, decode_text
from bot.intake.web.article import extract_article
from bot.intake.web.fetch import MAX_PAGE_BYTES, FetchedPage
from bot.models.analysis import Document
from bot.text.analyze import Analyzer
from fuzz.fuzzing import Report
from fuzz.growing import Grown, grow_page, grow_text

__all__ = ["fuzz_analysis", "fuzz_grown_documents", "fuzz_grown_pages"]

INTAKE_SECONDS = 2.0
"""CPU for parsing a file or extracting a page's article."""
ANALYSIS_SECONDS = 15.0
"""CPU for the analysis of the longest allowed article."""


def fuzz_grown_documents(count: int, seed: int, report: Report, most: int = MAX_BYTES) -> None:
    """Parses ``count`` files of up to ``most`` characters."""

    def parse(grown: Grown) -> None:
        parse_document(decode_text(grown.text.encode("utf-8", "surrogatepass")))

    _measure("documents", parse, grow_text, count, seed, most, INTAKE_SECONDS, report)


def fuzz_grown_pages(count: int, seed: int, report: Report, most: int = MAX_PAGE_BYTES) -> None:
    """Looks for the article on ``count`` pages of up to ``most`` characters."""

    def extract(grown: Grown) -> None:
        data = grown.text.encode("utf-8", "surrogatepass")[:MAX_PAGE_BYTES]
        extract_article(FetchedPage("https://news.example/a", data, "utf-8"))

    _measure("pages", extract, grow_page, count, seed, most, INTAKE_SECONDS, report)


def fuzz_analysis(count: int, seed: int, report: Report, analyzer: Analyzer, most: int = MAX_CHARACTERS) -> None:
    """Analyses ``count`` texts of up to ``most`` characters, that are taken for English where they can be."""
    english = "The mayor of the old town said on Tuesday that the bridge would open again, and that it was safe. " * 30

    def analyse(grown: Grown) -> None:
        analyzer.analyze([Document("A title", english + grown.text)])

    seconds = ANALYSIS_SECONDS * max(most / MAX_CHARACTERS, 0.2)
    _measure("analyses", analyse, grow_text, count, seed, most - len(english), seconds, report)


def _measure(
    what: str,
    work: Callable[[Grown], None],
    grow: Callable[[random.Random, int], Grown],
    count: int,
    seed: int,
    most: int,
    seconds: float,
    report: Report,
) -> None:
    for number in range(count):
        grown = grow(random.Random(f"{what} {seed} {number}"), most)
        report.inputs += 1
        started = time.process_time()
        try:
            with cpu_limit(seconds):
                work(grown)
        except InputError:
            report.answers[f"refused {what}"] += 1
        except TooSlow as error:
            report.bad.append(f"{what}, seed {seed}, number {number}: {error}: {grown}")
        except Exception as error:  # noqa: BLE001 - what the fuzzing looks for
            report.bad.append(f"{what}, seed {seed}, number {number}: {error!r:.200}: {grown}")
        else:
            report.answers[f"read {what}"] += 1
        taken = time.process_time() - started
        if taken > report.costs.get(what, (0.0, ""))[0]:
            report.costs[what] = (taken, str(grown))
