"""Reads texts and pages of repeated patterns as the bot does, and bounds the CPU time of each."""

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
from fuzz.repetition import RepeatedInput, repeated_page, repeated_text

__all__ = ["fuzz_analysis", "fuzz_repeated_documents", "fuzz_repeated_pages"]

INTAKE_SECONDS = 2.0
"""CPU for parsing a file or extracting a page's article."""
ANALYSIS_SECONDS = 15.0
"""CPU for the analysis of the longest allowed article."""


def fuzz_repeated_documents(count: int, seed: int, report: Report, most: int = MAX_BYTES) -> None:
    """Parses ``count`` files of up to ``most`` characters."""

    def parse(repeated: RepeatedInput) -> None:
        parse_document(decode_text(repeated.text.encode("utf-8", "surrogatepass")))

    _measure("documents", parse, repeated_text, count, seed, most, INTAKE_SECONDS, report)


def fuzz_repeated_pages(count: int, seed: int, report: Report, most: int = MAX_PAGE_BYTES) -> None:
    """Looks for the article on ``count`` pages of up to ``most`` characters."""

    def extract(repeated: RepeatedInput) -> None:
        data = repeated.text.encode("utf-8", "surrogatepass")[:MAX_PAGE_BYTES]
        extract_article(FetchedPage("https://news.example/a", data, "utf-8"))

    _measure("pages", extract, repeated_page, count, seed, most, INTAKE_SECONDS, report)


def fuzz_analysis(count: int, seed: int, report: Report, analyzer: Analyzer, most: int = MAX_CHARACTERS) -> None:
    """Analyses ``count`` texts of up to ``most`` characters, which begin in English so that they are analysed."""
    english = "The mayor of the old town said on Tuesday that the bridge would open again, and that it was safe. " * 30

    def analyse(repeated: RepeatedInput) -> None:
        analyzer.analyze([Document("A title", english + repeated.text)])

    seconds = ANALYSIS_SECONDS * max(most / MAX_CHARACTERS, 0.2)
    _measure("analyses", analyse, repeated_text, count, seed, most - len(english), seconds, report)


def _measure(
    what: str,
    work: Callable[[RepeatedInput], None],
    grow: Callable[[random.Random, int], RepeatedInput],
    count: int,
    seed: int,
    most: int,
    seconds: float,
    report: Report,
) -> None:
    for number in range(count):
        repeated = grow(random.Random(f"{what} {seed} {number}"), most)
        report.inputs += 1
        started = time.process_time()
        try:
            with cpu_limit(seconds):
                work(repeated)
        except InputError:
            report.answers[f"refused {what}"] += 1
        except TooSlow as error:
            report.bad.append(f"{what}, seed {seed}, number {number}: {error}: {repeated}")
        except Exception as error:  # noqa: BLE001 - what the fuzzing looks for
            report.bad.append(f"{what}, seed {seed}, number {number}: {error!r:.200}: {repeated}")
        else:
            report.answers[f"read {what}"] += 1
        taken = time.process_time() - started
        if taken > report.costs.get(what, (0.0, ""))[0]:
            report.costs[what] = (taken, str(repeated))
