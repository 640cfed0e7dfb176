from __future__ import annotations

from pathlib import Path

import pytest

from bot.text.data import DATA, read_word_table

STATISTICS = ("idf.txt", "title_ratios.txt")
TABLES = sorted(path.name for path in DATA.glob("*.txt") if path.name not in STATISTICS)


@pytest.mark.parametrize("table", [*TABLES, *STATISTICS, "cue_weights.tsv", "topics.toml"])
def test_each_table_says_in_its_first_lines_where_it_is_from(table: str) -> None:
    lines = (DATA / table).read_text(encoding="utf-8").splitlines()
    head = " ".join(line for line in lines[:8] if line.startswith("#"))
    sources = ("From general knowledge", "from general knowledge", "Made by", "written by", "IPTC Media Topics")
    assert any(source in head for source in sources)


@pytest.mark.parametrize("table", TABLES)
def test_no_group_is_empty_and_no_entry_holds_a_mark_of_the_format(table: str) -> None:
    for group, entries in read_word_table(table).items():
        assert group
        assert entries or table == "countries.txt"  # a country need not have a demonym
        assert not any(mark in entry for entry in entries for mark in (":", ";", ",", "~", "#"))


def test_lines_of_one_group_add_up_and_indented_lines_go_on(tmp_path: Path) -> None:
    lines = ("# from nowhere", "one: a, b", "    c,", "", "two:", "    d = e", "one: f")
    (tmp_path / "table.txt").write_text("\n".join(lines), encoding="utf-8")
    assert read_word_table("table.txt", tmp_path) == {"one": ["a", "b", "c", "f"], "two": ["d = e"]}
