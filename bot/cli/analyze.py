"""``analyze``: prints the analysis of texts as JSON, without Discord and without a database."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from bot.cli.endings import fail_with, settings_or_exit
from bot.errors import BriefingError
from bot.models.guilds import DEFAULT_LENGTH, SUMMARY_LENGTHS
from bot.models.summary_methods import SUMMARY_METHODS, find_method

__all__ = ["analyze"]

METHODS = f"One of {', '.join(SUMMARY_METHODS)}"
DEFAULT_WORDS = SUMMARY_LENGTHS[DEFAULT_LENGTH]


def analyze(
    files: Annotated[list[Path] | None, typer.Argument(help="Text files; standard input if none are given.")] = None,
    jsonl: Annotated[
        bool, typer.Option("--jsonl", help='Read one {"id", "title", "text"} or {"id", "docs"} per line.')
    ] = False,
    words: Annotated[int, typer.Option(min=1, help="About how many words the summary has.")] = DEFAULT_WORDS,
    sentences: Annotated[int | None, typer.Option(min=1, help="How many sentences it has instead.")] = None,
    method: Annotated[
        list[str] | None,
        typer.Option(help=f"Also print what an algorithm of sumy would choose; may be repeated. {METHODS}."),
    ] = None,
) -> None:
    """Print the analysis of texts as JSON; uses neither Discord nor a database."""
    from bot.cli.analysis_json import Length, analyze_files, analyze_lines

    print_analyses = analyze_lines if jsonl else analyze_files
    try:
        methods = [find_method(typed) for typed in method or ()]
        model = settings_or_exit().spacy_model
        print_analyses(files or [], model, length=Length(words, sentences), methods=methods)
    except BriefingError as error:
        fail_with(error)
    except BrokenPipeError:
        sys.stderr.close()  # the program that reads our output has closed it
