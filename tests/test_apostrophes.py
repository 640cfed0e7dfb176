"""One form of apostrophe, the typographic one, in all that people read."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

BOT = Path(__file__).parent.parent / "bot"
STRAIGHT = re.compile(r"[^\W\d_]'[^\W\d_]")


def sentences(file: Path) -> Iterator[tuple[int, str]]:
    """Every string of a file but its docstrings."""
    tree = ast.parse(file.read_text(encoding="utf-8"))
    documentation = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in documentation:
            yield node.lineno, node.value


def test_texts_for_people_have_typographic_apostrophes() -> None:
    files = [file for file in BOT.rglob("*.py") if file.relative_to(BOT).parts[0] != "text"]
    found = [
        f"{file.relative_to(BOT)}:{line}: {text}"
        for file in files
        for line, text in sentences(file)
        if STRAIGHT.search(text)
    ]
    assert found == []
    assert any("’" in text for file in files for _, text in sentences(file)), "it sees no sentence at all"
