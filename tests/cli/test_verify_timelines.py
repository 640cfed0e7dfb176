"""``verify`` reads timelines with their pictures' texts, and finds what is wrong in these."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from cli.verifying import findings, inventing
from conftest import START, Town
from scenarios.test_timeline import draw_in_thread
from store.samples import add, person

from bot.ui.reply import Reply


def with_another_name(reply: Reply) -> Reply:
    if reply.picture is None:
        return reply
    return replace(reply, picture=replace(reply.picture, description=reply.picture.description.replace("Ann", "Amy")))


async def test_the_text_of_a_picture_is_checked_and_a_name_needs_no_title(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    draw_in_thread(town, monkeypatch)
    roe = person("President-elect Ann B. Roe")
    for at, event in enumerate(("opened the harbour", "sold a ship", "met the crews")):
        text = f"President-elect Ann B. Roe {event} at noon. Nobody else was there."
        await add(town.resources.store, event, text=text, actors=[roe], published=START - timedelta(days=at))
    assert await findings(town) == []
    inventing(monkeypatch, with_another_name)
    assert {finding.place for finding in await findings(town)} == {"text of the picture"}
