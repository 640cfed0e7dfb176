"""Makes ``bot/text/data/compounds.txt``: English compounds that news spells as one word and with a hyphen."""

from __future__ import annotations

import argparse
import json
import re
import textwrap
from collections import Counter
from importlib import resources
from pathlib import Path

from bot.text.words import STOP_WORDS

HYPHENATED = re.compile(r"(?<![\w-])([a-z]+)-([a-z]{2,})(?![\w-])")
ADJACENT = re.compile(r"(?<![\w-])(?=([a-z]{3,}) ([a-z]{3,})(?![\w-]))")
CLOSED = re.compile(r"(?<![\w@#./-])[a-z]+(?![\w@/-])")
INFLECTED = ("ed", "ing", "ly")
MIN_LENGTH = 5
MIN_CLOSED = 2
"""Articles that have the joined spelling, if no hyphen shows that it is a compound."""
HEAD = """\
# English compounds that are also written in two words: searches for one spelling find the others.
# Made by bench/list_compounds.py from the development corpora: pairs that these have as one word and also with a hyphen
# or, in two articles and in small letters, as two words. Pairs with a stop word ("make up") or a second word that
# looks inflected ("man aged") are often no compounds, and left out.
"""


def main() -> None:
    """Writes the list."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpora", type=Path, required=True, help="folder with *_dev.jsonl")
    hyphenated: set[tuple[str, str]] = set()
    adjacent: set[tuple[str, str]] = set()
    closed: Counter[str] = Counter()
    for file in sorted(parser.parse_args().corpora.glob("*_dev.jsonl")):
        for row in map(json.loads, file.read_text("utf-8").splitlines()):
            text = " ".join(row["docs"] if "docs" in row else [row["text"]])
            hyphenated.update(HYPHENATED.findall(text))
            adjacent.update(pair for pair in ADJACENT.findall(text) if not pair[1].endswith(INFLECTED))
            closed.update(set(CLOSED.findall(text)))
    pairs = {pair for pair in hyphenated if closed["".join(pair)]}
    pairs |= {pair for pair in adjacent if closed["".join(pair)] >= MIN_CLOSED}
    entries = sorted(" ".join(pair) for pair in pairs if len("".join(pair)) >= MIN_LENGTH and not _is_common(*pair))
    target = Path(str(resources.files("bot.text").joinpath("data/compounds.txt")))
    wrapped = textwrap.fill(", ".join(entries), 120, initial_indent="compounds: ", subsequent_indent="    ")
    target.write_text(f"{HEAD}{wrapped}\n", encoding="utf-8")


def _is_common(first: str, second: str) -> bool:
    """True if a part is a stop word; the letter of "e-mail" is none."""
    return second in STOP_WORDS or (len(first) > 1 and first in STOP_WORDS)


if __name__ == "__main__":
    main()
