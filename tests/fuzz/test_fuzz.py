from __future__ import annotations

import pytest
from conftest import Town

from bot.text.analyze import Analyzer
from fuzz.cpu_costs import fuzz_analysis, fuzz_repeated_documents, fuzz_repeated_pages
from fuzz.fuzzing import Report, fuzz_commands, fuzz_intake

pytestmark = pytest.mark.slow


async def test_no_input_causes_an_internal_error_or_a_ping(seeded: Town) -> None:
    report = Report()
    await fuzz_commands(seeded, 150, seed=7, report=report)
    assert report.bad == []
    assert report.answers["answered"] > 75


def test_every_attachment_becomes_a_draft_or_gets_one_sentence() -> None:
    report = Report()
    fuzz_intake(1_500, seed=7, report=report)
    assert report.bad == []
    assert min(report.answers.values()) > 100


@pytest.mark.no_cover
@pytest.mark.parametrize("seed", [7])
def test_any_repetition_in_a_file_or_on_a_page_is_parsed_within_two_seconds(seed: int) -> None:
    report = Report()
    fuzz_repeated_documents(120, seed, report)
    fuzz_repeated_pages(80, seed, report, most=60_000)
    assert report.bad == []
    assert report.answers["read documents"] > 10


@pytest.mark.no_cover
def test_any_repetition_in_an_article_is_analysed_in_bounded_time() -> None:
    report = Report()
    fuzz_analysis(8, seed=7, report=report, analyzer=Analyzer(), most=15_000)
    assert report.bad == []
