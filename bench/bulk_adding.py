"""The time, CPU time and memory of ``python -m bot add`` on thousands of files, and that a run can be resumed.

    python bench/bulk_adding.py --corpora FOLDER [--files N] [--characters N] [--interrupts N] [--kills N] [--held N]
        [--processes N] [--zipped]

Makes N files of six kinds in a temporary folder: articles of the corpora, and texts of their sentences drawn at random,
some thirty for each day. They are added in runs of which all but the last are stopped, each after the same share of the
files: the first ones by Ctrl-C (SIGINT), the others by SIGKILL. In the end every text must be in the library once, and
every broken file, and nothing else, must have been refused.
``--characters`` is how many characters of an article are kept at most; with ``--zipped`` the files are in zip files.

With ``--held`` the library has so many articles before: the same ones under other names, each added by the store in the
way of any other, without being analysed anew. So the cost of an article in a large library is seen in minutes.
"""

from __future__ import annotations

import argparse
import asyncio
import hashlib
import json
import os
import random
import signal
import sqlite3
import subprocess
import sys
import tempfile
import textwrap
import threading
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from html import escape
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests"))

from filled_library import BASES, open_filled  # noqa: E402 - see above
from intake.files.file_samples import line, lines, make_docx, make_mail, make_pdf, par  # noqa: E402 - see above

from bot.intake.files.archive import MAX_MEMBERS  # noqa: E402

CORPORA = ("cnn", "cnn_more", "mixed", "neus", "multinews")
MIN_CHARACTERS = 700
FIRST_DAY, APART = datetime(2026, 1, 1, 6, tzinfo=UTC), timedelta(minutes=45)
SENTENCES = (10, 40)
REPORTED = 1_000
"""Of so many articles that the library holds before the cost is told."""
PARTS = 10
"""A line is printed for each of so many parts of the files."""
STARTED = 20
"""Texts after which the first part of a run ends: it holds the start of the processes, and what was known already."""
TICKS = os.sysconf("SC_CLK_TCK")
STOP_SECONDS = 600
PAGE_LINES = 52
NAVIGATION = "".join(f'<li><a href="/section/{n}">Section {n}</a></li>' for n in range(60))
SCRIPT = "window.settings = {" + ", ".join(f'"key{n}": "{n * n}"' for n in range(2_000)) + "};"


@dataclass(frozen=True, slots=True)
class Text:
    """An article as it is written to a file."""

    title: str
    paragraphs: list[str]
    date: datetime

    @property
    def day(self) -> str:
        """The day as in ISO 8601."""
        return self.date.date().isoformat()


def read_stories(corpora: Path, characters: int) -> Iterator[list[str]]:
    """The texts of each row of the corpora, each text once; the texts of a row are one story."""
    seen: set[str] = set()
    for name in CORPORA:
        for row in (corpora / f"summaries_{name}_dev.jsonl").read_text("utf-8").splitlines():
            loaded = json.loads(row)
            docs = [doc for doc in loaded.get("docs") or [loaded["text"]] if len(doc) >= MIN_CHARACTERS]
            new = [doc[:characters] for doc in docs if hashlib.sha256(doc.encode()).hexdigest() not in seen]
            seen.update(hashlib.sha256(doc.encode()).hexdigest() for doc in docs)
            if new:
                yield new


def make_texts(corpora: Path, count: int, characters: int) -> list[Text]:
    """As many texts, in the order of their dates: articles, mixed with texts of their sentences."""
    draw = random.Random(7)
    stories = list(read_stories(corpora, characters))
    draw.shuffle(stories)
    stories = stories[: count // 4]
    sentences = [s for story in stories for doc in story for s in doc.replace("\n", " ").split(". ") if len(s) > 40]
    while sum(map(len, stories)) < count:
        drawn = draw.sample(sentences, draw.randint(*SENTENCES))
        text = "\n\n".join(". ".join(drawn[n : n + 3]) + "." for n in range(0, len(drawn), 3))
        stories.append([text[:characters]])
    draw.shuffle(stories)
    docs = [doc for story in stories for doc in story][:count]
    return [
        Text(
            f"{' '.join(draw.choice(sentences).split()[:9])} ({n})",
            [" ".join(part.split()) for part in doc.split("\n") if part.strip()],
            FIRST_DAY + n * APART,
        )
        for n, doc in enumerate(docs)
    ]


def as_text(text: Text) -> bytes:
    return "\n\n".join((f"{text.title}\nDate: {text.day}", *text.paragraphs)).encode()


def as_markdown(text: Text) -> bytes:
    return "\n\n".join((f"---\ndate: {text.day}\n---\n# {text.title}", *text.paragraphs)).encode()


def as_page(text: Text) -> bytes:
    body = "".join(f"<p>{escape(part)}</p>" for part in text.paragraphs)
    return (
        f"<!doctype html><html lang=en><head><meta charset=utf-8><title>{escape(text.title)} | Valmere Courier</title>"
        f'<meta property="article:published_time" content="{text.date.isoformat()}"><script>{SCRIPT}</script></head>'
        f"<body><nav><ul>{NAVIGATION}</ul></nav><article><h1>{escape(text.title)}</h1>{body}</article>"
        "<footer>© 2026 Valmere Courier</footer></body></html>"
    ).encode()


def as_mail(text: Text) -> bytes:
    formatted = "".join(f"<p>{escape(part)}</p>" for part in text.paragraphs)
    header = {"Subject": text.title.replace("\n", " "), "Date": format_datetime(text.date)}
    return bytes(make_mail("\n\n".join(text.paragraphs), f"<html><body>{formatted}</body></html>", **header))


def as_word(text: Text) -> bytes:
    return make_docx(par(escape(text.title), "Title") + "".join(par(escape(part)) for part in text.paragraphs))


def as_pdf(text: Text) -> bytes:
    written = [row for part in text.paragraphs for row in (*textwrap.wrap(part, 95), "")]
    pages = [written[n : n + PAGE_LINES] for n in range(0, len(written), PAGE_LINES)]
    drawn = [lines(*page, y=720).encode("cp1252", "replace").decode("cp1252") for page in pages]
    title = line(text.title.encode("cp1252", "replace").decode("cp1252"), 50, 760, 18, "F2")
    return make_pdf(title + drawn[0], *drawn[1:])


KINDS = {".txt": as_text, ".md": as_markdown, ".html": as_page, ".eml": as_mail, ".docx": as_word, ".pdf": as_pdf}


def broken_files(text: Text) -> dict[str, bytes]:
    """Files that hold no article that can be read, by name: what a folder of downloads has among its articles."""
    picture = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20
    login = "<p>Log in to read on.</p><form><input type=email><input type=password></form>"
    return {
        "empty.txt": b"",
        "blank.md": b" \n\n \t\n",
        "title-alone.txt": text.title.encode(),
        "picture.txt": picture,
        "picture.pdf": picture,
        "cut-off.pdf": as_pdf(text)[:400],
        "scanned.pdf": make_pdf(""),
        "cut-off.docx": as_word(text)[:600],
        "empty.docx": make_docx(""),
        "login.html": f"<!doctype html><html><title>Log in</title><body>{login}</body></html>".encode(),
        "no-text.html": b"<!doctype html><html><head><title>Valmere Courier</title></head><body></body></html>",
        "no-text.eml": bytes(make_mail("", Subject="Valmere")),
        "cut-off.zip": b"PK\x03\x04" + bytes(100),
    }


def write_files(folder: Path, texts: list[Text]) -> None:
    """Writes each text as a file of one of the kinds, and the broken ones between them."""
    kinds = list(KINDS.items())
    for number, text in enumerate(texts):
        ending, make = kinds[number % len(kinds)]
        (folder / f"{number:05}{ending}").write_bytes(make(text))
    broken = broken_files(texts[0])
    for number, (name, data) in enumerate(broken.items()):
        (folder / f"{number * len(texts) // len(broken):05}-{name}").write_bytes(data)


def pack_files(folder: Path) -> None:
    """Moves the files into zip files, each with as many as it may have."""
    files = sorted(folder.iterdir())
    for start in range(0, len(files), MAX_MEMBERS):
        with ZipFile(folder / f"{start:05}.zip", "w", ZIP_DEFLATED) as packed:
            for file in files[start : start + MAX_MEMBERS]:
                packed.write(file, file.name)
                file.unlink()


@dataclass(frozen=True, slots=True)
class Sample:
    """What a run had used when it had added so many texts; the workers are counted together."""

    done: int = 0
    seconds: float = 0.0
    cpu: tuple[float, float] = (0.0, 0.0)
    memory: tuple[float, float] = (0.0, 0.0)
    """Of the main process, and of its workers."""


@dataclass
class Run:
    """A run of the command: how many texts it added and found in the library, and its standard error."""

    added: int = 0
    known: int = 0
    said: list[str] = field(default_factory=list)

    def read(self, lines: Iterable[str]) -> None:
        """Counts what the command writes to its standard output."""
        for row in lines:
            self.added += ": added as" in row
            self.known += "already in the library" in row


def run(folder: Path, library: Path, processes: int | None, step: int, stop: tuple[int, int] | None = None) -> Run:
    """Runs the command, to its end or until ``stop`` (a number of texts, and the signal that it then gets).

    Prints a line for each ``step`` of the texts.
    """
    command = [sys.executable, "-m", "bot", "add", str(folder), "--database", str(library)]
    if processes:
        command += ["--processes", str(processes)]
    print(f"\n{'texts':>16}{'s':>7}{'CPU ms a text: main':>21}{'workers':>9}{'MB: main':>10}{'workers':>9}", flush=True)
    done, began, cpu = Run(), time.monotonic(), dict[int, float]()
    part, least = Sample(), STARTED
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=ROOT) as process:
        readers = [
            threading.Thread(target=lambda: done.read(process.stdout or ())),
            threading.Thread(target=lambda: done.said.extend(process.stderr or ())),
        ]
        for reader in readers:
            reader.start()
        while process.poll() is None:
            now = _sample(process.pid, done.added, time.monotonic() - began, cpu)
            if now.done >= least:
                show(part, now)
                part, least = now, now.done - now.done % step + step
            if stop is not None and now.done >= stop[0]:
                stopped = time.monotonic()
                process.send_signal(stop[1])
                process.wait(STOP_SECONDS)
                print(f"ended {time.monotonic() - stopped:.1f} s after {signal.Signals(stop[1]).name}")
            time.sleep(0.2)
        for reader in readers:
            reader.join()
    show(part, now)
    print(f"exit code {process.returncode}")
    return done


def _sample(pid: int, done: int, seconds: float, cpu: dict[int, float]) -> Sample:
    """``cpu`` keeps the time of each process, so that the time of one that has ended still counts."""
    memory = [0.0, 0.0]
    for one in (pid, *_children(pid)):
        try:
            stat = Path(f"/proc/{one}/stat").read_text().rpartition(")")[2].split()
            pages = int(Path(f"/proc/{one}/statm").read_text().split()[1])
        except OSError:
            continue
        cpu[one] = (int(stat[11]) + int(stat[12])) / TICKS
        memory[one != pid] += pages * os.sysconf("SC_PAGESIZE") / 1e6
    workers = sum(used for one, used in cpu.items() if one != pid)
    return Sample(done, seconds, (cpu.get(pid, 0.0), workers), (memory[0], memory[1]))


def _children(pid: int) -> list[int]:
    try:
        return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    except OSError:
        return []


def show(first: Sample, last: Sample) -> None:
    """Prints what a part of a run used."""
    texts = max(last.done - first.done, 1)
    main, workers = (1000 * (last.cpu[who] - first.cpu[who]) / texts for who in (0, 1))
    print(
        f"{f'{first.done:,} to {last.done:,}':>16}{last.seconds - first.seconds:>7.0f}{main:>21.1f}{workers:>9.1f}"
        f"{last.memory[0]:>10.0f}{last.memory[1]:>9.0f}",
        flush=True,
    )


def check(library: Path, folder: Path, expected: int, last: Run) -> None:
    """Ends with what is wrong if a text is missing or doubled, or other files than the broken ones were refused."""
    with sqlite3.connect(library) as db:
        counts = {
            table: db.execute(f"SELECT count(DISTINCT {column}), count(*) FROM {table}").fetchone()
            for table, column in (
                ("article", "content_hash"),
                ("analysis", "article_id"),
                ("story_member", "article_id"),
            )
        }
        damage = db.execute("PRAGMA integrity_check").fetchone()[0]
    db.close()
    broken = list(broken_files(Text("A title", ["A text."], FIRST_DAY)))
    listed = [row.removeprefix(f"{folder}/").partition(": ")[0] for row in last.said if row.startswith(f"{folder}/")]
    refused = sorted(name.partition("-")[2] for name in listed)
    print(f"\nin the library: {counts}; refused: {len(refused)}; integrity: {damage}")
    if any(count != (expected, expected) for count in counts.values()) or refused != sorted(broken) or damage != "ok":
        sys.exit(f"expected {expected:,} texts, each once, and these refusals: {', '.join(sorted(broken))}")


async def fill(library: Path, texts: list[Text], held: int) -> None:
    """Adds so many articles; prints what each costs the store."""
    bases = [(text.title, "\n\n".join(text.paragraphs)) for text in texts[:BASES]]
    async with open_filled(library, bases) as filled:
        print("CPU ms an article in the store:", end="", flush=True)
        for number in range(0, held, REPORTED):
            began = time.process_time()
            for at in range(number, min(number + REPORTED, held)):
                await filled.add(FIRST_DAY - at * APART)
            took = 1000 * (time.process_time() - began) / (at + 1 - number)
            print(f" {at + 1:,}: {took:.1f}", end="", flush=True)
        print()


def main(
    corpora: Path,
    files: int,
    characters: int,
    interrupts: int,
    kills: int,
    held: int,
    processes: int | None,
    *,
    zipped: bool,
) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder, library = Path(name, "files"), Path(name, "library.db")
        folder.mkdir()
        texts = make_texts(corpora, max(files, BASES if held else 0), characters)
        if held:
            asyncio.run(fill(library, texts, held))
        texts = texts[:files]
        write_files(folder, texts)
        length = sum(len(part) for text in texts for part in text.paragraphs) / len(texts)
        size = sum(file.stat().st_size for file in folder.iterdir()) / 1e6
        print(f"{len(texts):,} files of {size:,.0f} MB; {length:,.0f} characters a text")
        if zipped:
            pack_files(folder)
        stops = [signal.SIGINT] * interrupts + [signal.SIGKILL] * kills
        for number in stops:
            run(folder, library, processes, files // PARTS, stop=(files // (len(stops) + 1), number))
        last = run(folder, library, processes, files // PARTS)
        print(f"\n{last.known:,} texts were in the library before the last run")
        print(*last.said, sep="")
        check(library, folder, held + len(texts), last)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpora", type=Path, required=True)
    parser.add_argument("--files", type=int, default=10_000)
    parser.add_argument("--characters", type=int, default=12_000)
    parser.add_argument("--interrupts", type=int, default=1)
    parser.add_argument("--kills", type=int, default=1)
    parser.add_argument("--held", type=int, default=0)
    parser.add_argument("--processes", type=int)
    parser.add_argument("--zipped", action="store_true")
    signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell has what it runs in the background ignore it
    main(**vars(parser.parse_args()))
