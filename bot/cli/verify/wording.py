"""The fixed words of the interface: the string literals of the code that writes to people, read from its source."""

from __future__ import annotations

import ast
import functools
import re
from pathlib import Path
from typing import TYPE_CHECKING

import bot

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Wording", "read_wording"]

SPEAKING = (
    "ui",
    "cogs",
    "services",
    "stories",
    "charts",
    "models",
    "plurals.py",
    "text/actors/linking.py",
    "text/actors/link_keys.py",
    "store/protocols",
)
"""The parts of the package whose literals people may see, also through stored reasons."""
SILENT_CALLS = frozenset({"compile", "debug", "info", "warning", "error", "exception", "get_logger", "getattr"})
"""Functions whose arguments are patterns, names or log entries."""


_HOLE = re.compile(r"\{\w*\}")
"""The place in a template for what ``format`` puts there, with a name or without one."""


class Wording:
    """The pieces of the templates, found by their first words.

    A piece is the whole text between two holes of a template, without the marks around it. ``marks`` are the characters
    that the templates contain beside letters and digits; "#" belongs to the number of an article.
    """

    def __init__(self, templates: list[tuple[str, ...]]) -> None:
        literal = {c for parts in templates for part in parts for c in part if not c.isalnum()}
        self.marks = frozenset(literal | {"…"}) - {"#"}
        self._pieces: dict[str, dict[str, set[str]]] = {}
        for parts in templates:
            before = ""
            for part in parts:
                piece = _core(part)
                if sum(map(str.isalpha, piece)) > 1:
                    self._pieces.setdefault(_first_word(piece), {}).setdefault(piece, set()).add(before)
                    before = piece

    def ends(self, text: str, at: int) -> Iterator[int]:
        """Where the pieces end that begin at an offset; of a template, only after the piece before it.

        The first letter of a line may have become a capital.
        """
        word = _first_word(text, at)
        for first in {word, word[:1].lower() + word[1:]} if text[at - 1 : at] in ("", "\n") else {word}:
            for piece, before in self._pieces.get(first, {}).items():
                end = at + len(piece)
                is_whole = text.startswith(piece[1:], at + 1) and not text[end : end + 1].isalnum()
                if is_whole and any(not one or text.find(one, 0, at) >= 0 for one in before):
                    yield end


@functools.cache
def read_wording() -> Wording:
    """The literals of the installed package, which are read once."""
    root = Path(bot.__file__).parent
    named = [root / part for part in SPEAKING]
    files = [file for path in named for file in ([path] if path.is_file() else sorted(path.rglob("*.py")))]
    return Wording([parts for file in files for parts in _templates(ast.parse(file.read_text(encoding="utf-8")))])


def _templates(node: ast.AST) -> Iterator[tuple[str, ...]]:
    """The literals below a node, each with its pieces; not docstrings, annotations, patterns and names."""
    match node:
        case ast.Constant(value=str(text)):
            yield tuple(_HOLE.split(text))
        case ast.JoinedStr(values=values):
            yield tuple(str(part.value) for part in values if isinstance(part, ast.Constant))
            for part in values:
                if isinstance(part, ast.FormattedValue):  # without its format
                    yield from _templates(part.value)
        case ast.Expr(value=ast.Constant()):
            return
        case ast.Call(func=function) if _name(function) in SILENT_CALLS:
            return
        case ast.Call(func=ast.Name(id="plural"), args=[_, ast.Constant(value=str(one))]):
            yield from [(one,), (f"{one}s",)]
        case _:
            for child in _children(node):
                yield from _templates(child)


def _children(node: ast.AST) -> Iterator[ast.AST]:
    for name, value in ast.iter_fields(node):
        if name not in ("annotation", "returns"):
            yield from (
                child for child in (value if isinstance(value, list) else [value]) if isinstance(child, ast.AST)
            )


def _name(function: ast.expr) -> str:
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def _core(part: str) -> str:
    """A piece on one line, without the marks at its ends and without bold type."""
    text = " ".join(part.replace("**", "").split())
    letters = [at for at, c in enumerate(text) if c.isalnum()]
    return text[letters[0] : letters[-1] + 1] if letters else ""


def _first_word(text: str, at: int = 0) -> str:
    end = at
    while end < len(text) and text[end].isalnum():
        end += 1
    return text[at:end]
