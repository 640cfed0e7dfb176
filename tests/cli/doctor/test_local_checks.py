"""Checks of this machine: the token, the language model, the seeds and the paused channels."""

from __future__ import annotations

from pathlib import Path

import pytest
from cli.doctor.checks import local_results
from fake_discord.server import TOKEN
from store.samples import HERE, NOW

from bot.cli.doctor.report import Status
from bot.settings import Settings
from bot.store import open_store


async def test_a_fresh_installation_is_ok_and_doctor_creates_nothing(file: Path):
    results = await local_results(file)
    assert {result.status for result in results.values()} == {Status.OK}
    assert "first start creates it" in results["database"].message
    assert list(file.parent.iterdir()) == []


async def test_a_missing_token_is_an_error(file: Path):
    result = (await local_results(file, discord_token=None))["token"]
    assert result.status is Status.ERROR
    assert "DISCORD_TOKEN=" in result.fix


@pytest.mark.parametrize("token", [f"Bot {TOKEN}", f"{TOKEN}\n", f"{TOKEN[:9]}\x00{TOKEN}", "é" * 70])
async def test_an_impossible_token_is_an_error_and_is_not_shown(file: Path, token: str):
    result = (await local_results(file, discord_token=token))["token"]
    assert result.status is Status.ERROR
    assert "not a token" in result.message
    assert token not in result.message + result.fix


async def test_an_unusual_token_is_a_warning(file: Path):
    result = (await local_results(file, discord_token="my-password"))["token"]
    assert (result.status, "does not look like a token" in result.message) == (Status.WARNING, True)


async def test_a_worker_that_cannot_be_started_is_reported_as_lack_of_memory(file: Path):
    result = (await local_results(file, spacy_model="too_large"))["language model"]
    assert (result.status, "free some memory" in result.fix) == (Status.ERROR, True)


async def test_a_model_that_does_not_load_is_an_error(file: Path):
    result = (await local_results(file, spacy_model="none_such"))["language model"]
    assert result.status is Status.ERROR
    assert result.fix == f"leave SPACY_MODEL empty for {Settings().spacy_model}"


async def test_seeds_that_cannot_be_used_are_named(file: Path):
    folder = file.parent / "seeds"
    assert (await local_results(file, seeds_dir=folder))["seeds"].status is Status.WARNING
    folder.mkdir()
    (folder / "good.txt").write_text("A title\n\nA text it is.\n")
    assert (await local_results(file, seeds_dir=folder))["seeds"].message == f"1 file in {folder}"
    (folder / "bad.txt").write_bytes(b"\xff\xfe\x00")
    (folder / "bare.txt").write_text("A title\n")
    (folder / "late.txt").write_text("Date: 2190-01-01\nA title\n\nA text it is.\n")
    results = await local_results(file, seeds_dir=folder)
    assert results["seeds"].message == f"4 files in {folder}, 3 of them cannot be used"
    for name, why in (("bad", "not UTF-8"), ("bare", "That is one short line"), ("late", "is in the future")):
        assert results[f"seed {name}.txt"].status is Status.WARNING
        assert why in results[f"seed {name}.txt"].message


async def test_paused_channels_are_listed_with_their_reason(file: Path):
    store = await open_store(f"sqlite:///{file}")
    for channel in (1, 2):
        subscription = await store.subscribe(HERE, channel, now=NOW, by=None)
    await store.pause_subscription(subscription.id, "the thread is archived: open it again")
    await store.close()
    results = await local_results(file)
    assert [what for what in results if what.startswith("channel")] == [f"channel 2 of server {HERE}"]
    assert "archived" in results[f"channel 2 of server {HERE}"].message
