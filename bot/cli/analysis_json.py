"""Analyses texts and prints them as JSON. Quality is measured through this format: keep it stable."""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass
from itertools import zip_longest
from typing import TYPE_CHECKING, Any

from bot.errors import InputError, ModelLoadError
from bot.intake.pasted.documents import read_document
from bot.intake.pasted.text_files import MAX_BYTES
from bot.intake.seeds import read_file
from bot.models.analysis import Analysis, Document
from bot.models.summary_methods import MethodRequest
from bot.text.analyze import Analyzer
from bot.text.summaries.length import sentences_within
from bot.text.summaries.sumy_methods import rank_by_method

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from bot.models.analysis import Sentence
    from bot.models.articles import Draft

__all__ = ["Length", "analyze_files", "analyze_lines", "as_json"]


@dataclass(frozen=True, slots=True)
class Length:
    """Of summaries: about so many words in whole sentences, or so many sentences."""

    words: int
    sentences: int | None = None


def analyze_files(files: list[Path], model: str, *, length: Length, methods: Sequence[str]) -> None:
    """Prints the analysis of each file (title, blank line, paragraphs), or of standard input, as indented JSON.

    Raises InputError for a file that cannot be an article.
    """
    analyzer = _analyzer(model)
    drafts = [(file.name, _draft(file)) for file in files]
    if not files:
        drafts = [("-", read_document(sys.stdin.buffer.read(MAX_BYTES + 1)))]
    for name, draft in drafts:
        analysis = analyzer.analyze([Document(draft.title, draft.text)])
        result = {"id": name, "title": draft.title} | as_json(analysis, length)
        result |= _chosen_by(methods, [Document(draft.title, draft.text)], analysis, length)
        print(json.dumps(result, ensure_ascii=False, indent=2))  # noqa: T201 - its output


def analyze_lines(files: list[Path], model: str, *, length: Length, methods: Sequence[str]) -> None:
    """Reads JSON lines from the files or standard input and writes one analysis per line, in the same order.

    Raises InputError with the number of the first line that is not such a document.
    """
    analyzer = _analyzer(model)
    shown = _Progress()
    for number, line in enumerate(_lines(files), 1):
        if not line.strip():
            continue
        key, documents = _documents(line, number)
        analysis = analyzer.analyze(documents)
        result = {"id": key} | as_json(analysis, length) | _chosen_by(methods, documents, analysis, length)
        sys.stdout.write(json.dumps(result, ensure_ascii=False) + "\n")
        shown.step()
    shown.end()


def as_json(analysis: Analysis, length: Length) -> dict[str, Any]:
    """An analysis as plain values; ``summary`` has the length that was asked for."""
    return {
        "version": analysis.version,
        "language": analysis.language,
        "sentences": [{"text": s.text, "start": s.start, "end": s.end, "doc": s.doc} for s in analysis.sentences],
        "ranking": list(analysis.ranking),
        "summary": _texts(analysis.sentences, analysis.ranking, length),
        "actors": [
            {
                "name": actor.name,
                "kind": actor.kind,
                "aliases": list(actor.aliases),
                "roles": [role.text for role in actor.roles],
                "mentions": [[m.doc, m.start, m.end] for m in actor.mentions],
                "salient": list(actor.salient),
                "is_main": actor.is_main,
            }
            for actor in analysis.actors
        ],
        "themes": [{"label": theme.label, "evidence": list(theme.evidence)} for theme in analysis.themes],
        "phrases": list(analysis.phrases),
    }


def _texts(sentences: Sequence[Sentence], order: Sequence[int], length: Length) -> list[str]:
    """The first of an order that make a length, in document order."""
    count = length.sentences or sentences_within((sentences[i] for i in order), length.words)
    return [sentences[i].text for i in sorted(order[:count])]


def _chosen_by(
    methods: Sequence[str], documents: Sequence[Document], analysis: Analysis, length: Length
) -> dict[str, Any]:
    """What sumy's algorithms would choose, by their names; nothing if none was asked for."""
    if not methods:
        return {}
    requests = [MethodRequest(m, tuple(documents), analysis.sentences, analysis.language) for m in methods]
    chosen = {r.method: _texts(analysis.sentences, rank_by_method(r), length) for r in requests}
    return {"summary_by_method": chosen}


def _draft(file: Path) -> Draft:
    try:
        return read_file(file)
    except InputError as error:
        msg = f"{file}: {error}"
        raise InputError(msg) from error


def _analyzer(model: str) -> Analyzer:
    try:
        return Analyzer(model)
    except OSError as error:
        raise ModelLoadError(model) from error


def _lines(files: list[Path]) -> Iterator[str]:
    if not files:
        yield from _lines_of(sys.stdin, "Standard input")
    for file in files:
        try:
            with file.open(encoding="utf-8") as lines:
                yield from _lines_of(lines, str(file))
        except OSError as error:
            msg = f"{file} cannot be read: {error}."
            raise InputError(msg) from error


def _lines_of(lines: Iterable[str], name: str) -> Iterator[str]:
    try:
        yield from lines
    except UnicodeDecodeError as error:
        msg = f"{name} is not UTF-8 text: save it as plain text in UTF-8 and try again."
        raise InputError(msg) from error


def _documents(line: str, number: int) -> tuple[Any, list[Document]]:
    try:
        row = json.loads(line, parse_constant=_no_json)
        texts = row["docs"] if "docs" in row else [row["text"]]
        titles = row.get("titles") or [row.get("title")]
        documents = [Document(t or "", d) for t, d in zip_longest(titles[: len(texts)], texts)]
        for document in documents:
            (document.title + document.text).encode()  # fails for anything but text, and for unpaired surrogates
        json.dumps(row["id"], ensure_ascii=False).encode()
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        msg = f'Line {number} is not a JSON object with "id" and "text", or with "id" and "docs".'
        raise InputError(msg) from error
    return row["id"], documents


def _no_json(constant: str) -> None:
    """Refuses NaN and Infinity, which Python reads although they are not JSON."""
    raise ValueError(constant)


class _Progress:
    """Counts the analysed lines on standard error, if that is a terminal and the results go elsewhere."""

    def __init__(self) -> None:
        self._live = sys.stderr.isatty() and not sys.stdout.isatty()
        self._count = 0

    def step(self) -> None:
        self._count += 1
        if self._live and self._count % 10 == 0:
            sys.stderr.write(f"\r{self._count} lines analysed")

    def end(self) -> None:
        if self._live:
            sys.stderr.write(f"\r{self._count} lines analysed\n")
