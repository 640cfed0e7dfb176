"""The tables that the text layer reads; each says in its first lines what it holds and where it comes from.

The word tables (``*.txt`` except the statistics ``idf.txt`` and ``title_ratios.txt``) have one format: ``group: entry,
entry``. An indented line continues the group above, and lines of one group add up. In a table of names an entry is
``canonical name = form = form``. Lines with ``#`` at their beginning are comments. Weights are JSON or separated by
tabs, topics are TOML.
"""

from __future__ import annotations

from pathlib import Path

__all__ = ["DATA", "read_word_table"]

DATA = Path(__file__).parent


def read_word_table(name: str, folder: Path = DATA) -> dict[str, list[str]]:
    """The entries of each group of the word table in this file, in the order of the file.

    >>> read_word_table("countries.txt")["Ireland = Republic of Ireland = Irish Republic"][:1]
    ['Irish']
    """
    groups: dict[str, list[str]] = {}
    entries: list[str] = []
    for line in (folder / name).read_text(encoding="utf-8").splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        if not line[0].isspace():
            group, _, line = line.partition(":")
            entries = groups.setdefault(group.strip(), [])
        entries += filter(None, map(str.strip, line.split(",")))
    return groups
