from __future__ import annotations

from conftest import Town

from fuzz.fuzzing import Report, fuzz_commands, fuzz_intake


async def test_whatever_is_typed_gets_an_answer_or_none_but_never_a_fault_or_a_ping(seeded: Town) -> None:
    report = Report()
    await fuzz_commands(seeded, 150, seed=7, report=report)
    assert report.bad == []
    assert report.answers["answered"] > 75


def test_whatever_is_attached_becomes_a_draft_or_one_sentence() -> None:
    report = Report()
    fuzz_intake(1_500, seed=7, report=report)
    assert report.bad == []
    assert min(report.answers.values()) > 100
