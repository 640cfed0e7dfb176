"""Draws docs/architecture.svg, the packages of ``bot`` and which of them import which, from the imports themselves.

    python docs/draw_architecture.py

A package stands above everything that it imports. An arrow that follows from others is left out (the transitive
reduction of the graph).
"""

from __future__ import annotations

import ast
from html import escape
from pathlib import Path
from textwrap import wrap
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

ROOT = Path(__file__).parent.parent
BOT = ROOT / "bot"
PICTURE = ROOT / "docs" / "architecture.svg"
BASE = "models, errors, settings"
"""The domain's values and the modules at the top of ``bot``, in one box: everything may import them."""
BOX_WIDTH, BOX_HEIGHT, GAP_X, GAP_Y, MARGIN = 250, 84, 50, 46, 24
CHARACTERS_A_LINE = 40
STYLE = (
    "text{font-family:system-ui,sans-serif;fill:#1f2937}.name{font-size:16px;font-weight:600}.what{font-size:11px}"
    ".box{fill:#f1f5f9;stroke:#64748b;stroke-width:1.2}.arrow{fill:none;stroke:#64748b;stroke-width:1.4}"
)


def package_of(parts: Sequence[str]) -> str:
    """The box of a module, by the parts of its path below ``bot``."""
    return parts[0] if (BOT / parts[0]).is_dir() and parts[0] != "models" else BASE


def imports(file: Path) -> Iterator[tuple[int, str]]:
    """Every module that a file of ``bot`` imports, anywhere in it, by its full name, with the line."""
    package = ["bot", *file.relative_to(BOT).parts[:-1]]
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            head = package[: len(package) - node.level + 1] if node.level else []
            module = ".".join([*head, *([node.module] if node.module else [])])
            yield node.lineno, module
            if module == "bot":
                yield from (
                    (node.lineno, f"bot.{alias.name}") for alias in node.names if not alias.name.startswith("_")
                )


def graph() -> dict[str, set[str]]:
    """What each box imports, without itself."""
    edges: dict[str, set[str]] = {}
    for file in sorted(BOT.rglob("*.py")):
        if file.name != "__main__.py":
            modules = [module.split(".") for _, module in imports(file)]
            edges.setdefault(package_of(file.relative_to(BOT).parts), set()).update(
                package_of(parts[1:]) for parts in modules if parts[0] == "bot" and len(parts) > 1
            )
    known = edges.keys()
    return {box: {other for other in others if other != box and other in known} for box, others in edges.items()}


def ranks(edges: Mapping[str, set[str]]) -> dict[str, int]:
    """How many floors a box stands above the lowest one."""
    found: dict[str, int] = {}

    def rank(box: str) -> int:
        if box not in found:
            found[box] = 1 + max((rank(other) for other in edges[box]), default=-1)
        return found[box]

    for box in edges:
        rank(box)
    return found


def reduced(edges: Mapping[str, set[str]]) -> Iterator[tuple[str, str]]:
    """The arrows that do not follow from others."""

    def reaches(box: str, goal: str) -> bool:
        return goal in edges[box] or any(reaches(other, goal) for other in edges[box])

    for box, others in sorted(edges.items()):
        for other in sorted(others):
            if not any(reaches(between, other) for between in others - {other}):
                yield box, other


def described(box: str) -> str:
    """The first sentence of a package's docstring."""
    if box == BASE:
        return "The domain's values, and what every package may use: errors, settings, logs, exit codes, signals"
    doc = ast.get_docstring(ast.parse((BOT / box / "__init__.py").read_text("utf-8"))) or ""
    return doc.splitlines()[0].rstrip(".")


def places(floors: Mapping[str, int]) -> dict[str, tuple[int, int]]:
    """The upper left corner of each box: one row a floor, the highest floor on top, rows centred."""
    rows: list[list[str]] = [[] for _ in range(1 + max(floors.values()))]
    for box in sorted(floors):
        rows[floors[box]].append(box)
    widest = max(len(row) for row in rows)
    corners = {}
    for row_number, row in enumerate(reversed(rows)):
        indent = (widest - len(row)) * (BOX_WIDTH + GAP_X) // 2
        for column, box in enumerate(row):
            corners[box] = (MARGIN + indent + column * (BOX_WIDTH + GAP_X), MARGIN + row_number * (BOX_HEIGHT + GAP_Y))
    return corners


def box_svg(box: str, corner: tuple[int, int]) -> Iterator[str]:
    """A box with its name and what the package does."""
    x, y = corner
    yield f'<rect class="box" x="{x}" y="{y}" width="{BOX_WIDTH}" height="{BOX_HEIGHT}" rx="6"/>'
    yield f'<text class="name" x="{x + 12}" y="{y + 24}">{escape(box)}</text>'
    for number, line in enumerate(wrap(described(box), CHARACTERS_A_LINE)[:3]):
        yield f'<text class="what" x="{x + 12}" y="{y + 42 + 14 * number}">{escape(line)}</text>'


def arrow_svg(start: tuple[int, int], end: tuple[int, int]) -> str:
    """An arrow from the bottom of one box to the top of another."""
    x1, y1 = start[0] + BOX_WIDTH // 2, start[1] + BOX_HEIGHT
    x2, y2 = end[0] + BOX_WIDTH // 2, end[1]
    bend = (y2 - y1) // 2
    return f'<path class="arrow" marker-end="url(#tip)" d="M{x1},{y1} C{x1},{y1 + bend} {x2},{y2 - bend} {x2},{y2}"/>'


def lines(edges: Mapping[str, set[str]]) -> Iterable[str]:
    """The picture, line by line."""
    corners = places(ranks(edges))
    width = max(x for x, _ in corners.values()) + BOX_WIDTH + MARGIN
    height = max(y for _, y in corners.values()) + BOX_HEIGHT + MARGIN
    yield f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img">'
    yield "<title>The packages of the bot: an arrow leads from a package to what it imports</title>"
    yield f"<style>{STYLE}</style>"
    yield '<defs><marker id="tip" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="8" markerHeight="8" orient="auto">'
    yield '<path d="M0,0 L8,4 L0,8 z" fill="#64748b"/></marker></defs>'
    yield f'<rect width="{width}" height="{height}" fill="#ffffff"/>'
    yield from (arrow_svg(corners[box], corners[other]) for box, other in reduced(edges))
    for box, corner in sorted(corners.items()):
        yield from box_svg(box, corner)
    yield "</svg>"


def picture() -> str:
    """The picture as SVG."""
    return "\n".join(lines(graph())) + "\n"


def main() -> None:
    """Writes the picture."""
    PICTURE.write_text(picture(), "utf-8")


if __name__ == "__main__":
    main()
