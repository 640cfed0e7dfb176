"""The sentences in a module's code."""

from __future__ import annotations

import ast
from collections.abc import Iterator

__all__ = ["sentences"]


def sentences(node: ast.AST, *, unless_in: str) -> Iterator[str]:
    """The strings of some words in a module, without docstrings and the arguments of a function; {} for a value."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.Expr) and isinstance(child.value, ast.Constant):
            continue
        if isinstance(child, ast.Call) and isinstance(child.func, ast.Name) and child.func.id == unless_in:
            continue
        pieces = child.values if isinstance(child, ast.JoinedStr) else [child]
        text = "".join(str(x.value) if isinstance(x, ast.Constant) else "{}" for x in pieces)
        if text.count(" ") > 2:
            yield text
        yield from sentences(child, unless_in=unless_in)
