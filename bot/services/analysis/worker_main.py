"""The code that runs inside a worker process. It loads the model and analyses articles, one at a time."""

from __future__ import annotations

import errno
import gc
import os
import signal
import threading
import time
from collections.abc import Callable, Sequence
from multiprocessing import connection, parent_process
from typing import TYPE_CHECKING, Protocol

from bot.numpy_threads import multiply_in_one_thread
from bot.signals import SIGNALS

if TYPE_CHECKING:
    from bot.models.analysis import Analysis, Document
    from bot.models.stories import StoryRequest
    from bot.models.summary_methods import MethodRequest

__all__ = [
    "DocumentAnalyzer",
    "LoadAnalyzer",
    "analyze_documents",
    "draw_picture",
    "get_load_error",
    "initialize",
    "load_analyzer",
    "make_garbage_collection_rare",
    "rank_by_method",
    "rank_story",
]

RESOURCE_ERRNOS = (errno.ENOMEM, errno.EAGAIN, errno.EMFILE, errno.ENFILE)
"""The machine lacks memory, processes or files, and may have them again later."""
NEW_OBJECTS = 20_000
"""Objects, more than are freed, after which the new ones are searched for cyclic garbage; an article adds fewer."""


class DocumentAnalyzer(Protocol):
    """Analyses the documents of one article, or of several on one story."""

    def analyze(self, documents: Sequence[Document]) -> Analysis:
        """See ``bot.text.analyze.Analyzer``."""
        ...


LoadAnalyzer = Callable[[str], DocumentAnalyzer]
"""Makes an analyzer from the name of a model; a function of a module, so that it can be sent to a process."""

_analyzer: DocumentAnalyzer  # set once, by the initializer
_load_error: str | None = None

# Nothing below is measured: coverage does not follow into the worker process, where all of it runs.


def load_analyzer(model: str) -> DocumentAnalyzer:  # pragma: no cover - runs in the worker process
    """Loads the model, which takes about two seconds."""
    from bot.text.analyze import Analyzer  # so that only the worker loads the language libraries

    analyzer = Analyzer(model)
    make_garbage_collection_rare()
    return analyzer


def make_garbage_collection_rare() -> None:  # pragma: no cover - runs in the worker process
    """Sets Python's search for cyclic garbage up for analyses, which leave next to none.

    The model stays, and walking through it took a twentieth of an article's time beyond the tagger; walking through the
    words of an article again and again took another twenty-fifth.
    """
    gc.freeze()
    gc.set_threshold(NEW_OBJECTS)


def initialize(load: LoadAnalyzer, model: str) -> None:  # pragma: no cover - runs in the worker process
    """Loads the model and keeps the reason if that fails. The process dies if memory or the like is short."""
    global _analyzer, _load_error
    for number in SIGNALS:  # signals go to the whole process group, but the parent decides when a worker ends
        signal.signal(number, signal.SIG_IGN)
    threading.Thread(target=_exit_with_parent, daemon=True).start()
    multiply_in_one_thread()
    try:
        _analyzer = load(model)
    except MemoryError:
        raise
    except Exception as error:  # a model's code may raise anything; the parent reports it in one sentence
        if isinstance(error, OSError) and error.errno in RESOURCE_ERRNOS:
            raise
        _load_error = f"{type(error).__name__}: {error}"


def _exit_with_parent() -> None:  # pragma: no cover - runs in the worker process
    """Ends the worker with its parent: one killed by SIGKILL closes nothing, and the worker would outlive it."""
    parent = parent_process()
    if parent is not None:
        connection.wait([parent.sentinel])
        os._exit(0)


def get_load_error() -> str | None:  # pragma: no cover - runs in the worker process
    """Why the model could not be loaded; None if it is loaded."""
    return _load_error


def analyze_documents(
    documents: Sequence[Document],
) -> tuple[Analysis, float]:  # pragma: no cover - runs in the worker process
    """The analysis, and how many seconds it took."""
    started = time.perf_counter()
    return _analyzer.analyze(documents), time.perf_counter() - started


def rank_by_method(request: MethodRequest) -> tuple[int, ...]:  # pragma: no cover - runs in the worker process
    """See ``bot.text.summaries.sumy_methods``."""
    from bot.text.summaries.sumy_methods import rank_by_method  # so that only the worker loads sumy

    return rank_by_method(request)


def rank_story(request: StoryRequest) -> tuple[int, ...]:  # pragma: no cover - runs in the worker process
    """See ``bot.stories.ranking``."""
    from bot.stories.ranking import rank_story  # so that only the worker loads the ranking

    return rank_story(request)


def draw_picture(svg: str) -> bytes:  # pragma: no cover - runs in the worker process
    """See ``bot.charts.rendering``."""
    from bot.charts.rendering import render  # so that only the worker loads the renderer

    return render(svg)
