"""The count of analysed lines, which only a person at a terminal sees."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest

from bot.cli.analysis_json import Length, analyze_lines
from bot.settings import SPACY_MODEL


class Stream(io.StringIO):
    """A standard stream that is a terminal, or not."""

    def __init__(self, *, terminal: bool) -> None:
        super().__init__()
        self._terminal = terminal

    def isatty(self) -> bool:
        return self._terminal


@pytest.mark.parametrize(
    ("messages", "results", "shown"),
    [(True, False, "\r10 lines analysed\r12 lines analysed\n"), (True, True, ""), (False, False, "")],
)
def test_lines_are_counted_on_a_terminal_that_does_not_show_the_results(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, messages: bool, results: bool, shown: str
) -> None:
    file = tmp_path / "articles.jsonl"
    file.write_text('{"id": 1, "text": "Ships came in."}\n' * 12)
    monkeypatch.setattr(sys, "stderr", stderr := Stream(terminal=messages))
    monkeypatch.setattr(sys, "stdout", stdout := Stream(terminal=results))
    analyze_lines([file], SPACY_MODEL, length=Length(90, 1), methods=[])
    assert stderr.getvalue() == shown
    assert stdout.getvalue().count("\n") == 12
