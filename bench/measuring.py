"""Runs each tool over articles in a process of its own: its answers, its time, its memory."""

from __future__ import annotations

import contextlib
import hashlib
import json
import multiprocessing
import re
import statistics
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ours import OURS
from peers import PEERS

if TYPE_CHECKING:
    from scoring import Row
    from tools import Tool

WARM_UP = 2
"""Articles that are read before the clock starts: first calls fill caches."""


@dataclass
class Run:
    """What one tool did: answers by corpus and id (None where it raised), seconds of CPU by corpus, bytes it took.

    ``memory`` is the highest use of the process beyond what it had before the tool was imported; None where the
    system does not tell.
    """

    answers: dict[str, dict[str, Any]] = field(default_factory=dict)
    seconds: dict[str, float] = field(default_factory=dict)
    memory: int | None = None
    failed: int = 0

    @property
    def milliseconds(self) -> float:
        """CPU time of an article, the mean of the corpora's means."""
        return 1000 * statistics.mean(self.seconds.values())


def read_rows(corpora: Path, name: str, sample: int | None) -> list[Row]:
    """The articles of a corpus; with ``sample`` that many, the same ones every time."""
    rows = [json.loads(line) for line in (corpora / f"{name}_dev.jsonl").read_text("utf-8").splitlines()]
    if sample is not None and sample < len(rows):
        chosen = sorted(rows, key=lambda row: hashlib.sha256(row["id"].encode()).hexdigest())[:sample]
        kept = {row["id"] for row in chosen}
        rows = [row for row in rows if row["id"] in kept]
    return rows


def measure(tool: Tool, corpora: Path, names: tuple[str, ...], sample: int | None) -> Run:
    """Runs a tool over corpora in a fresh process, so that no other tool's memory or cache counts."""
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(max_workers=1, mp_context=context) as process:
        return process.submit(_run, tool.what, tool.name, corpora, names, sample).result()


def _run(what: str, name: str, corpora: Path, names: tuple[str, ...], sample: int | None) -> Run:
    (tool,) = [t for t in (*OURS, *PEERS) if (t.what, t.name) == (what, name)]
    corpus = {name: read_rows(corpora, name, sample) for name in names}
    before = _bytes("VmRSS")
    with contextlib.redirect_stdout(sys.stderr):  # some packages print when they are imported
        answer = tool.load()
    for rows in corpus.values():
        for row in rows[:WARM_UP]:
            _try(answer, row)
    run = Run()
    for name, rows in corpus.items():
        started = time.process_time()
        run.answers[name] = {row["id"]: _try(answer, row) for row in rows}
        run.seconds[name] = (time.process_time() - started) / len(rows)
        run.failed += sum(found is None for found in run.answers[name].values())
    after = _bytes("VmHWM")
    if before is not None and after is not None:
        run.memory = max(after - before, 0)
    return run


def _try(answer: Any, row: Row) -> Any:
    """The answer, or None where the tool raises: that is counted, and shown."""
    try:
        return answer(row)
    except Exception:  # noqa: BLE001  # any bug of any tool is a result here
        return None


def _bytes(key: str) -> int | None:
    """Memory of this process as Linux tells it; its peak is counted from the program's start, not the parent's."""
    status = Path("/proc/self/status")
    found = re.search(rf"{key}:\s+(\d+) kB", status.read_text()) if status.exists() else None
    return 1024 * int(found.group(1)) if found else None
