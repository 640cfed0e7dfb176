"""``analyze``: what it prints for files and for lines of JSON, and what it says of those that it cannot read."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from cli.commands import STORY, run
from click.testing import Result
from conftest import SEEDS

from bot.cli.analyze import analyze

SEED = SEEDS / "000_a960c30da92131fb.txt"


def lines(*rows: dict[str, Any] | str) -> str:
    return "".join((row if isinstance(row, str) else json.dumps(row)) + "\n" for row in rows)


def parsed(result: Result) -> list[dict[str, Any]]:
    assert result.exit_code == 0, result.output
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_analyze_prints_the_analysis_of_a_file() -> None:
    result = json.loads(run("analyze", str(SEED)).stdout)
    assert result["id"] == SEED.name
    assert result["title"].startswith("Japan’s Prime Minister Takaichi")
    assert result["language"] == "en"
    assert len(result["sentences"]) == len(result["ranking"]) == 24
    assert abs(len(" ".join(result["summary"]).split()) - 90) <= 20
    actors = {actor["name"]: actor for actor in result["actors"]}
    assert {name: len(actors[name]["mentions"]) for name in ("Sanae Takaichi", "Donald Trump", "Shinzo Abe")} == {
        "Sanae Takaichi": 14,
        "Donald Trump": 8,
        "Shinzo Abe": 4,
    }
    assert actors["Sanae Takaichi"]["roles"] == ["Japan’s new Prime Minister"]


def test_analyze_reads_standard_input() -> None:
    result = json.loads(run("analyze", given=STORY).stdout)
    assert (result["id"], result["title"]) == ("-", "Harbour reopens")


def test_a_line_of_jsonl_has_the_keys_and_shapes_by_which_quality_is_measured() -> None:
    title, text = STORY.split("\n\n")
    (result,) = parsed(run("analyze", "--jsonl", given=lines({"id": "a1", "title": title, "text": text})))
    assert result["id"] == "a1"
    keys = {"id", "sentences", "ranking", "summary", "actors", "themes", "phrases"}
    assert keys <= result.keys()
    assert result.keys() - keys == {"version", "language"}
    for sentence in result["sentences"]:
        assert sentence.keys() == {"text", "start", "end", "doc"}
        assert text[sentence["start"] : sentence["end"]] == sentence["text"]
        assert sentence["doc"] == 0
    assert sorted(result["ranking"]) == list(range(len(result["sentences"])))
    assert set(result["summary"]) <= {sentence["text"] for sentence in result["sentences"]}
    assert result["actors"]
    for actor in result["actors"]:
        assert {"name", "kind", "aliases", "roles", "mentions"} <= actor.keys()
        assert actor["kind"] in ("person", "organisation", "place")
        for doc, start, end in actor["mentions"]:
            assert (title if doc == -1 else text)[start:end].strip()
    for theme in result["themes"]:
        assert theme.keys() == {"label", "evidence"}
    assert all(isinstance(phrase, str) for phrase in result["phrases"])


def test_jsonl_accepts_several_documents_on_one_story() -> None:
    docs = ["The harbour opened again on Monday.", "Ships came in on Monday, Mayor Ann Lee said. Trade grew."]
    (result,) = parsed(run("analyze", "--jsonl", given=lines({"id": 7, "docs": docs})))
    assert result["id"] == 7
    assert {sentence["doc"] for sentence in result["sentences"]} == {0, 1}
    for sentence in result["sentences"]:
        assert docs[sentence["doc"]][sentence["start"] : sentence["end"]] == sentence["text"]


def test_jsonl_answers_in_order_and_skips_empty_lines(tmp_path: Path) -> None:
    file = tmp_path / "in.jsonl"
    file.write_text(lines({"id": 1, "text": "One."}, "", {"id": 2, "title": None, "text": ""}), encoding="utf-8")
    first, second = parsed(run("analyze", "--jsonl", str(file)))
    assert (first["id"], second["id"]) == (1, 2)
    assert second["sentences"] == second["ranking"] == second["summary"] == []


@pytest.mark.parametrize(
    ("options", "count"),
    [((), 3), (("--sentences", "1"), 1), (("--sentences", "99"), 3), (("--words", "1"), 1), (("--words", "500"), 3)],
)
def test_the_summarys_length_is_in_sentences_or_words(options: Sequence[str], count: int) -> None:
    text = STORY.split("\n\n")[1]
    (result,) = parsed(run("analyze", "--jsonl", *options, given=lines({"id": 1, "text": text})))
    assert len(result["summary"]) == count


def test_what_sumys_algorithms_would_choose_is_printed_beside_the_summary() -> None:
    text = SEED.read_text(encoding="utf-8")
    given = lines({"id": 1, "title": "Talks", "text": text})
    (result,) = parsed(run("analyze", "--jsonl", "--method", "lexrank", "--method", "LSA", given=given))
    assert list(result["summary_by_method"]) == ["lexrank", "lsa"]
    for chosen in result["summary_by_method"].values():
        assert 60 < len(" ".join(chosen).split()) < 130
        assert set(chosen) < {sentence["text"] for sentence in result["sentences"]}
    (plain,) = parsed(run("analyze", "--jsonl", given=given))
    assert result["summary"] == plain["summary"]
    assert "summary_by_method" not in plain
    of_file = json.loads(run("analyze", "--method", "luhn", "--sentences", "2", str(SEED)).stdout)
    assert [len(of_file[key]) for key in ("summary", "summary_by_method")] == [2, 1]
    assert len(of_file["summary_by_method"]["luhn"]) == 2


def test_an_unknown_algorithm_is_answered_with_those_that_there_are() -> None:
    result = run("analyze", "--method", "magic", str(SEED))
    assert result.exit_code == 65
    assert "lexrank, textrank, lsa" in result.stderr


@pytest.mark.parametrize(
    "row",
    [
        "no json",
        "[]",
        "{}",
        '"x"',
        '{"id": 1}',
        '{"text": "x"}',
        '{"id": 1, "docs": 3}',
        '{"id": 1, "docs": [3]}',
        '{"id": 1, "text": null}',
        '{"id": 1, "text": "x", "title": 3}',
        '{"id": NaN, "text": "x"}',
        '{"id": 1, "text": "half a sign \\ud800"}',
        '{"id": "\\ud800", "text": "x"}',
        "[" * 100_000,
        "null",
        "1",
    ],
    ids=lambda row: row[:40],
)
def test_an_invalid_line_is_named(row: str) -> None:
    result = run("analyze", "--jsonl", given=lines({"id": 1, "text": "One."}, row))
    assert result.exit_code == 65
    assert result.stderr == 'Line 2 is not a JSON object with "id" and "text", or with "id" and "docs".\n'


@pytest.mark.parametrize("from_file", [True, False])
def test_lines_that_are_not_utf_8_give_one_line_and_code_65(tmp_path: Path, *, from_file: bool) -> None:
    data = b'{"id": 1, "text": "Caf\xe9."}\n'
    (tmp_path / "a.jsonl").write_bytes(data)
    result = (
        run("analyze", "--jsonl", str(tmp_path / "a.jsonl")) if from_file else run("analyze", "--jsonl", given=data)
    )
    assert result.exit_code == 65
    name = str(tmp_path / "a.jsonl") if from_file else "Standard input"
    assert result.stderr == f"{name} is not UTF-8 text: save it as plain text in UTF-8 and try again.\n"


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "There is no text"),
        (b"%PDF-1.7\n1 0 obj\n", "The file is a PDF, not plain text: save its text as .txt"),
        (b"PK\x03\x04\x00", "a Word, OpenDocument or zip file"),
        (b"Title\n\n" + b"word " * 300_000, "too large: the limit is 1,000,000 bytes. Split it"),
        (b"T\n\nCaf\xe9", "not UTF-8"),
        (b"x" * 40, "That is one short line"),
    ],
)
def test_a_file_that_is_not_an_article_gives_one_line_and_code_65(tmp_path: Path, data: bytes, said: str) -> None:
    (tmp_path / "a.txt").write_bytes(data)
    result = run("analyze", str(tmp_path / "a.txt"))
    assert result.exit_code == 65
    assert said in result.stderr
    assert result.stderr.count("\n") == 1
    assert result.stderr.startswith(f"{tmp_path}/a.txt: ")
    assert run("analyze", str(tmp_path / "nowhere.txt")).exit_code == 65
    assert run("analyze", "--jsonl", str(tmp_path / "nowhere.jsonl")).exit_code == 65


def test_a_missing_model_gives_one_line_and_code_70(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SPACY_MODEL", "en_nothing_of_the_kind")
    result = run("analyze", str(SEED))
    assert result.exit_code == 70
    assert result.stderr.startswith("The language model 'en_nothing_of_the_kind' could not be loaded")
    assert result.stderr.count("\n") == 1


def test_closing_the_output_early_is_not_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    def closed(*_: object, **__: object) -> None:
        raise BrokenPipeError

    monkeypatch.setattr("bot.cli.analysis_json.analyze_lines", closed)
    monkeypatch.setattr(sys, "stderr", stderr := io.StringIO())
    analyze([], jsonl=True)
    assert stderr.closed  # or Python would complain of the closed output as it exits
