"""A reading process that dies, hangs or stumbles over some texts, and reads the others quickly and without a model.

A text may end with the path of a file, which gets a line for each time the text is read.
"""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Sequence
from pathlib import Path

from store.samples import read as read_simply

from bot.models.analysis import Analysis, Document
from bot.services.analysis import worker_process as worker


def start(_model: str) -> None:
    """Runs in the worker instead of loading a model."""


def cannot_load(_model: str) -> None:
    """As where the model is damaged."""
    worker._fault = "OSError: no such model"


def dies_loading(_model: str) -> None:
    """As where the machine is short of memory."""
    os.kill(os.getpid(), signal.SIGKILL)


def short_of_memory(model: str) -> None:
    """As where Python notices that."""
    raise MemoryError(model)


def read(documents: Sequence[Document]) -> tuple[Analysis, float]:
    """Runs in the worker."""
    text = documents[0].text
    file = Path(text.rpartition(" ")[2]) if " /" in text else None
    tries = _count(file) if file else 0
    if "deadly" in text or ("unlucky" in text and tries == 1):
        os.kill(os.getpid(), signal.SIGKILL)
    while "endless" in text and not (file and file.with_suffix(".end").exists()):
        time.sleep(0.005)
    if "odd" in text:
        raise ValueError(text)
    return read_simply(text, version=2), 0.25


def _count(file: Path) -> int:
    with file.open("a") as lines:
        lines.write("read\n")
    return len(file.read_text().splitlines())
