from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from conftest import SEEDS, Clock
from structlog.testing import capture_logs

from bot.errors import AnalysisFailed, InputError
from bot.intake.pasted.documents import parse_document
from bot.intake.pasted.text_files import MAX_BYTES
from bot.intake.seeds import Seed, UnreadableSeed, read_file, read_seeds
from bot.models.analysis import Analysis, Document
from bot.models.articles import SHARED, Draft
from bot.runtime.app import Resources, load_seeds
from bot.services.analysis.pool import AnalysisPool
from bot.services.newsroom import Newsroom

FIRST = "Harbour reopens\n\nThe harbour opened again on Monday. Ships came in."
SECOND = "Bridge closes\n\nThe bridge closed on Tuesday. Cars went round."


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "seeds"
    folder.mkdir()
    (folder / "001.txt").write_text(FIRST, encoding="utf-8")
    (folder / "002.md").write_text(f"# {SECOND}", encoding="utf-8")
    return folder


@pytest.fixture
def newsroom(resources: Resources) -> Newsroom:
    return Newsroom(resources.store, resources.analysis_pool, resources.clock)


async def titles(resources: Resources) -> dict[int, str]:
    return {line.number: line.title for line in await resources.store.articles(SHARED, limit=50)}


# ---------------------------------------------------------------- files


def test_text_and_markdown_files_are_loaded_in_the_order_of_their_names(folder: Path) -> None:
    assert read_seeds(folder) == [
        Seed("001.txt", Draft("Harbour reopens", "The harbour opened again on Monday. Ships came in.")),
        Seed("002.md", Draft("Bridge closes", "The bridge closed on Tuesday. Cars went round.")),
    ]


def test_other_files_are_ignored(folder: Path) -> None:
    for name in (".hidden.txt", "notes.pdf", "README", "003.txt~"):
        (folder / name).write_text(FIRST, encoding="utf-8")
    (folder / "004.TXT").write_text(f"Tower falls\n\n{FIRST}", encoding="utf-8")
    assert [seed.name for seed in read_seeds(folder)] == ["001.txt", "002.md", "004.TXT"]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "There is no text"),
        (b"A title and nothing else", "That is one short line"),
        (b"abc\x00def\n\nghi", "not plain text"),
        ("Café\n\nOuvert".encode("latin-1"), "not UTF-8"),
        (b"Title\n\n" + b"x" * MAX_BYTES, "the limit is 1,000,000"),
        (b"Title\n\n" + b"x " * 100_001, "the limit is 200,000"),
        (b"Date: yesterday\nTitle\n\nText.", "not understood"),
    ],
)
def test_an_unreadable_file_is_named_with_the_reason_and_the_others_are_read(
    folder: Path, data: bytes, said: str
) -> None:
    (folder / "000.txt").write_bytes(data)
    bad, *others = read_seeds(folder)
    assert isinstance(bad, UnreadableSeed)
    assert bad.name == "000.txt"
    assert said in bad.reason
    assert [seed.name for seed in others] == ["001.txt", "002.md"]


def test_a_folder_with_a_text_files_name_is_one_unreadable_seed(folder: Path) -> None:
    (folder / "000.txt").mkdir()
    bad = read_seeds(folder)[0]
    assert bad == UnreadableSeed("000.txt", "That is not a file: give a file.")


def test_a_missing_folder_is_reported(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="nowhere cannot be read: No such file"):
        read_seeds(tmp_path / "nowhere")


def test_a_huge_file_is_not_read_to_its_end(tmp_path: Path) -> None:
    file = tmp_path / "huge.txt"
    with file.open("wb") as sparse:
        sparse.truncate(20_000_000_000)
    with pytest.raises(InputError, match="the limit is 1,000,000"):
        read_file(file)


def test_the_seed_that_comes_with_the_bot_is_an_article() -> None:
    (seed,) = read_seeds(SEEDS)
    assert isinstance(seed, Seed)
    assert seed.name == "000_a960c30da92131fb.txt"
    assert seed.draft.title == "Japan’s Prime Minister Takaichi Engages Trump on Trade and Security"
    assert seed.draft.text.startswith("Japan’s new Prime Minister, Sanae Takaichi, is navigating")
    assert seed.draft.text.endswith("well beyond the immediate diplomatic exchanges.")


# ---------------------------------------------------------------- the library


@pytest.mark.slow
async def test_a_second_start_changes_nothing(resources: Resources, newsroom: Newsroom, folder: Path) -> None:
    first = await newsroom.load_seeds(folder)
    again = await newsroom.load_seeds(folder)
    assert (first.added, first.unchanged) == (["001.txt", "002.md"], [])
    assert (again.added, again.updated, again.unchanged) == ([], [], ["001.txt", "002.md"])
    assert await titles(resources) == {1: "Harbour reopens", 2: "Bridge closes"}


async def test_an_edited_seed_changes_its_article_under_its_number(
    resources: Resources, newsroom: Newsroom, folder: Path
) -> None:
    await newsroom.load_seeds(folder)
    (folder / "001.txt").write_text("Harbour closes\n\nThe harbour closed again on Friday.", encoding="utf-8")
    report = await newsroom.load_seeds(folder)
    assert (report.added, report.updated, report.unchanged) == ([], ["001.txt"], ["002.md"])
    assert await titles(resources) == {1: "Harbour closes", 2: "Bridge closes"}
    article = await resources.store.article(SHARED, 1)
    assert article is not None
    analysis = await resources.store.analysis(article.id)
    assert analysis is not None
    assert [sentence.text for sentence in analysis.sentences] == ["The harbour closed again on Friday."]


async def test_a_seed_that_was_added_when_the_bot_was_ended_stays_as_it_is(
    resources: Resources, newsroom: Newsroom, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def ended(*_: object) -> None:
        raise asyncio.CancelledError

    with monkeypatch.context() as patch:
        patch.setattr(resources.store, "set_value", ended)
        with pytest.raises(asyncio.CancelledError):
            await newsroom.load_seeds(folder)
    assert await titles(resources) == {1: "Harbour reopens"}
    report = await newsroom.load_seeds(folder)
    assert (report.added, report.updated, report.unchanged) == (["002.md"], [], ["001.txt"])


async def test_a_seed_with_only_a_new_date_is_updated_too(
    resources: Resources, newsroom: Newsroom, folder: Path
) -> None:
    await newsroom.load_seeds(folder)
    (folder / "001.txt").write_text(f"Source: The Paper\nDate: 2026-11-20\n{FIRST}", encoding="utf-8")
    assert (await newsroom.load_seeds(folder)).updated == ["001.txt"]
    article = await resources.store.article(SHARED, 1)
    assert article is not None
    assert (article.source, article.published_at) == ("The Paper", datetime(2026, 11, 20, tzinfo=UTC))


async def test_the_same_text_under_another_file_name_is_not_added_again(
    resources: Resources, newsroom: Newsroom, folder: Path
) -> None:
    (folder / "003.txt").write_text(FIRST.replace(" ", "  "), encoding="utf-8")
    report = await newsroom.load_seeds(folder)
    assert report.added == ["001.txt", "002.md"]
    assert report.unchanged == ["003.txt"]
    assert len(await titles(resources)) == 2


async def test_deleting_a_seed_does_not_remove_its_article(
    resources: Resources, newsroom: Newsroom, folder: Path
) -> None:
    await newsroom.load_seeds(folder)
    (folder / "001.txt").unlink()
    await newsroom.load_seeds(folder)
    assert len(await titles(resources)) == 2


async def test_a_removed_article_does_not_come_back_with_the_next_start(
    resources: Resources, newsroom: Newsroom, folder: Path
) -> None:
    await newsroom.load_seeds(folder)
    article = await resources.store.article(SHARED, 1)
    assert article is not None
    await newsroom.remove(article, by=1)
    assert (await newsroom.load_seeds(folder)).unchanged == ["001.txt", "002.md"]
    assert await titles(resources) == {2: "Bridge closes"}


async def test_unreadable_seeds_are_in_the_log_with_their_names(newsroom: Newsroom, folder: Path) -> None:
    (folder / "000.txt").write_bytes(b"")
    (folder / "003.txt").write_bytes(b"\xff\xfe\x00")
    with capture_logs() as logs:
        report = await newsroom.load_seeds(folder)
    assert report.added == ["001.txt", "002.md"]
    warned = {line["file"]: line["reason"] for line in logs if line["log_level"] == "warning"}
    assert warned == report.refused
    assert warned.keys() == {"000.txt", "003.txt"}


async def test_a_seed_that_the_worker_fails_on_does_not_stop_the_others(
    resources: Resources, folder: Path, clock: Clock
) -> None:
    class Choosy(AnalysisPool):
        async def analyze(self, documents: Sequence[Document], **how: Any) -> Analysis:
            if "harbour" in documents[0].text:
                msg = "The reading process failed on it twice."
                raise AnalysisFailed(msg)
            return await resources.analysis_pool.analyze(documents, **how)

    report = await Newsroom(resources.store, Choosy("none"), clock).load_seeds(folder)
    assert report.added == ["002.md"]
    assert report.refused == {"001.txt": "The reading process failed on it twice."}


async def test_a_missing_seed_folder_does_not_stop_the_start(resources: Resources, tmp_path: Path) -> None:
    settings = replace(resources.settings, seeds_dir=tmp_path / "nowhere")
    with capture_logs() as logs:
        await load_seeds(replace(resources, settings=settings))
    assert [line["event"] for line in logs] == ["seeds.unreadable"]
    assert "cannot be read" in logs[0]["reason"]


async def test_no_seed_folder_means_no_seeds(resources: Resources) -> None:
    await load_seeds(replace(resources, settings=replace(resources.settings, seeds_dir=None)))
    assert await titles(resources) == {}


async def test_an_editors_change_to_a_seed_is_kept_until_its_file_changes(
    newsroom: Newsroom, resources: Resources, folder: Path
) -> None:
    await newsroom.load_seeds(folder)
    known = await resources.store.article_by_seed("001.txt")
    assert known is not None
    await newsroom.edit(known, Draft("A title", "The text of an editor."), by=7)
    assert (await newsroom.load_seeds(folder)).unchanged == ["001.txt", "002.md"]
    kept = await resources.store.article_by_seed("001.txt")
    assert kept is not None
    assert kept.text == "The text of an editor."
    (folder / "001.txt").write_text("A title\n\nThe new text of the file.", encoding="utf-8")
    assert (await newsroom.load_seeds(folder)).updated == ["001.txt"]


async def test_a_seed_with_the_link_of_an_article_is_a_new_text_of_it_once(
    newsroom: Newsroom, resources: Resources, folder: Path
) -> None:
    linked = "URL: https://news.example/story\nA title\n\nThe text of {}."
    await newsroom.add(SHARED, parse_document(linked.format("the owner")))
    for path in folder.iterdir():
        path.unlink()
    (folder / "a.txt").write_text(linked.format("a file"), encoding="utf-8")
    (folder / "b.txt").write_text(linked.format("another file"), encoding="utf-8")
    assert (await newsroom.load_seeds(folder)).updated == ["a.txt", "b.txt"]
    report = await newsroom.load_seeds(folder)
    assert (report.unchanged, report.updated, report.refused) == (["a.txt", "b.txt"], [], {})
    assert len(await titles(resources)) == 1
    article = await resources.store.article(SHARED, 1)
    assert article is not None
    assert article.text == "The text of another file."


def test_a_file_that_cannot_be_opened_is_reported(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="The file cannot be opened: No such file"):
        read_file(tmp_path / "gone.txt")
