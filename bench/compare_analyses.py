"""Compares the analyses of the same articles by two checkouts of this project, value by value.

A change that only moves or renames code must leave every analysis as it was. ``--except`` leaves out values that a
change is meant to alter, ``--renamed`` says which name a value has now. ``--write`` prints analyses instead of
comparing them; a file of such analyses can stand for the other checkout.
"""

from __future__ import annotations

import argparse
import dataclasses
import json
import os
import subprocess
import sys
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

ROOT = Path(__file__).parent.parent


@dataclasses.dataclass(frozen=True)
class Document:
    """A text and its title, as ``Analyzer.analyze`` takes them in any checkout."""

    title: str
    text: str


@cache
def _analyzer() -> Any:
    from bot.text.analyze import Analyzer

    return Analyzer()


def _analyse(line: str) -> str:
    """The analysis of one article (a JSON object with "text" or "docs") as one line of JSON."""
    row = json.loads(line)
    texts = row.get("docs") or [row["text"]]
    titles = [*(row.get("titles") or [row.get("title")]), *[""] * len(texts)]
    documents = [Document(title or "", text) for title, text in zip(titles, texts, strict=False)]
    return json.dumps(dataclasses.asdict(_analyzer().analyze(documents)), ensure_ascii=False)


def _write_analyses(files: list[Path], every: int) -> None:
    """Prints the analysis of each article, in order."""
    lines = [line for file in files for line in file.read_text("utf-8").splitlines()[::every]]
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        for analysis in pool.map(_analyse, lines, chunksize=8):
            print(analysis)


def _analyses(checkout: Path, files: list[Path], every: int) -> Iterator[dict[str, Any]]:
    """The analyses by the code of ``checkout``, which may also be a file of analyses."""
    if checkout.is_file():
        with checkout.open(encoding="utf-8") as kept:
            yield from map(json.loads, kept)
        return
    command = [sys.executable, __file__, "--write", "--every", str(every), *map(str, files)]
    environment = {**os.environ, "PYTHONPATH": str(checkout), "PYTHONSAFEPATH": "1", "OPENBLAS_NUM_THREADS": "1"}
    with subprocess.Popen(command, cwd=checkout, env=environment, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        yield from map(json.loads, process.stdout)
    if process.returncode:
        sys.exit(f"{checkout}: analysis failed, see above")


@dataclasses.dataclass(frozen=True)
class Terms:
    """What a comparison ignores: fields to leave out, new names of fields, the order of some lists."""

    ignored: Collection[str] = ()
    renamed: Mapping[str, str] = dataclasses.field(default_factory=dict)
    unordered: Collection[str] = ()

    def applied(self, value: Any) -> Any:
        """The value as it is compared."""
        if isinstance(value, list):
            return [self.applied(inner) for inner in value]
        if not isinstance(value, dict):
            return value
        fields = {self.renamed.get(name, name): self.applied(inner) for name, inner in value.items()}
        return {
            name: sorted(inner, key=partial(json.dumps, sort_keys=True)) if name in self.unordered else inner
            for name, inner in fields.items()
            if name not in self.ignored
        }


def compare(before: Iterator[Any], now: Iterator[Any], terms: Terms) -> tuple[int, Counter[str]]:
    """Returns the number of analyses, and how often each of their values differs."""
    count, differ = 0, Counter[str]()
    for old, new in zip(map(terms.applied, before), map(terms.applied, now), strict=True):
        count += 1
        differ.update(name for name in old.keys() | new.keys() if old.get(name) != new.get(name))
    return count, differ


def main() -> None:
    """Compares this checkout with another one; exits with code 1 if an analysis differs."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="+", type=Path, help="articles, one JSON object a line")
    parser.add_argument("--with", dest="other", type=Path, help="the checkout, or the file of its analyses")
    parser.add_argument(
        "--except", dest="ignored", default="", metavar="A,B", help="values to leave out, such as roles"
    )
    parser.add_argument("--renamed", default="", metavar="OLD=NEW,...", help="values that have another name now")
    parser.add_argument(
        "--unordered", default="", metavar="A,B", help="lists whose order does not count, such as actors"
    )
    parser.add_argument("--every", type=int, default=1, help="analyse only every n-th article of a file")
    parser.add_argument("--write", action="store_true", help="only print the analyses by this checkout")
    options = parser.parse_args()
    files = [file.resolve() for file in options.files]
    if options.write:
        _write_analyses(files, options.every)
        return
    renamed = dict(pair.split("=") for pair in options.renamed.split(",") if pair)
    terms = Terms(options.ignored.split(","), renamed, options.unordered.split(","))
    analyses = (_analyses(checkout.resolve(), files, options.every) for checkout in (options.other, ROOT))
    count, differ = compare(*analyses, terms)
    for name, times in differ.most_common():
        print(f"{name}: differs in {times} of {count} articles")
    print(f"{count} articles compared, {sum(differ.values())} values differ")
    sys.exit(bool(differ))


if __name__ == "__main__":
    main()
