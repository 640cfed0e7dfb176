"""A reading process that dies, hangs or stumbles over some texts, and reads the others quickly and without a model."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Sequence

from store.samples import read as read_simply

from bot.models import Analysis, Document


def start(_model: str) -> None:
    """Runs in the worker instead of loading a model."""


def cannot_start(_model: str) -> None:
    """As where the model is damaged."""
    raise OSError


def read(documents: Sequence[Document]) -> tuple[Analysis, float]:
    """Runs in the worker."""
    text = documents[0].text
    if "deadly" in text:
        os.kill(os.getpid(), signal.SIGKILL)
    if "endless" in text:
        time.sleep(3600)
    if "odd" in text:
        raise ValueError(text)
    return read_simply(text, version=2), 0.25
