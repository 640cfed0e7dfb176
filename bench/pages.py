"""Pages of several sections in Markdown, of which a script writes its own and leaves the others as they are."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

__all__ = ["read_sections", "write_sections"]

_HEADING = re.compile(r"^## (.+)$", re.MULTILINE)


def read_sections(text: str) -> dict[str, str]:
    r"""The sections by their headings; what stands before the first has the heading "".

    >>> read_sections("# Page\n\n## Search\n\nFound.\n")
    {'': '# Page', 'Search': 'Found.'}
    """
    before, *parts = _HEADING.split(text)
    return {"": before.strip()} | {head: body.strip() for head, body in zip(parts[::2], parts[1::2], strict=True)}


def write_sections(path: Path, sections: Mapping[str, str]) -> None:
    """Replaces sections of a page, and adds those that it has not at its end."""
    kept = read_sections(path.read_text("utf-8")) if path.exists() else {"": ""}
    parts = (f"## {heading}\n\n{body}" if heading else body for heading, body in (kept | dict(sections)).items())
    path.write_text("\n\n".join(parts) + "\n", "utf-8")
