"""``analyze``: prints the analysis of texts as JSON, without Discord and without a database."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from bot.cli.endings import fail_with, settings_or_exit
from bot.errors import BriefingError

__all__ = ["analyze"]


def analyze(
    files: Annotated[list[Path] | None, typer.Argument(help="Text files; standard input if none are given.")] = None,
    jsonl: Annotated[
        bool, typer.Option("--jsonl", help='Read one {"id", "title", "text"} or {"id", "docs"} per line.')
    ] = False,
    sentences: Annotated[int, typer.Option(min=1, help="Length of the summary in sentences.")] = 3,
    words: Annotated[int | None, typer.Option(min=1, help="Length of the summary in words instead.")] = None,
) -> None:
    """Print the analysis of texts as JSON; uses neither Discord nor a database."""
    from bot.cli.analysis_json import analyze_files, analyze_lines

    print_analyses = analyze_lines if jsonl else analyze_files
    try:
        print_analyses(files or [], settings_or_exit().spacy_model, sentences=sentences, words=words)
    except BriefingError as error:
        fail_with(error)
    except BrokenPipeError:
        sys.stderr.close()  # the program that reads our output has closed it
