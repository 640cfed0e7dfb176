"""What went wrong with something that came in by itself is told without advice for somebody who is adding it."""

from __future__ import annotations

import ast
import pickle
import re

import pytest
from draw_architecture import BOT
from source_sentences import sentences

from bot.advice_marks import advice
from bot.errors import FetchError, FetchProblem, InputError

READS_FEEDS = [
    BOT / "intake" / "drafts.py",
    BOT / "intake" / "urls.py",
    *(file for room in ("web", "http", "feeds", "files", "pasted") for file in (BOT / "intake" / room).rglob("*.py")),
]
BY_HAND = {"opml.py", "archive.py", "sources.py"}
"""What only reads the files that somebody gives."""
UNMARKED = re.compile(
    r"[:.;] (?:add|ask|attach|check|copy|correct|download|give|import|make|open|paste|put|save|send|split|try"
    r"|unpack|use|write)\b",
    re.IGNORECASE,
)


def test_no_sentence_about_what_was_fetched_gives_advice_without_marking_it() -> None:
    found = [
        f"{file.relative_to(BOT)}: {sentence}"
        for file in READS_FEEDS
        if file.name not in BY_HAND
        for sentence in sentences(ast.parse(file.read_text(encoding="utf-8")), unless_in="advice")
        if UNMARKED.search(sentence)
    ]
    assert found == []


@pytest.mark.parametrize(
    ("joined", "sentence", "reason"),
    [
        (": save it as .txt", "It is a scan: save it as .txt.", "It is a scan."),
        (". Save it as .txt", "It is a scan. Save it as .txt.", "It is a scan."),
    ],
)
def test_an_error_is_told_with_its_advice_and_its_reason_without(joined: str, sentence: str, reason: str) -> None:
    error = InputError(f"It is a scan{advice(joined)}.")
    assert (str(error), error.written("!"), error.reason) == (sentence, sentence, reason)
    again = pickle.loads(pickle.dumps(InputError(f"scan.pdf: {error.marked}")))  # as it comes out of a worker
    assert (str(again), again.reason) == (f"scan.pdf: {sentence}", f"scan.pdf: {reason}")


def test_a_sentence_without_advice_is_its_own_reason() -> None:
    assert FetchError(FetchProblem.REFUSED, "The server answered 404.").reason == "The server answered 404."
