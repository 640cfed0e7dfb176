"""Each case of ``web_cases``, over real sockets: an editor types a link, and reads the answer."""

from __future__ import annotations

from collections import Counter
from collections.abc import AsyncIterator

import discord
import pytest
from conftest import SEEDS, Clock, Town, buttons, shown
from internet import Internet, open_internet
from web_cases.case import Case
from web_cases.connections import CONNECTIONS
from web_cases.feeds import FEEDS
from web_cases.pages import PAGES

from bot.runtime.app import Resources
from bot.services.analysis.pool import AnalysisPool
from bot.settings import Settings
from bot.store.protocols.store import Store

CASES = [*PAGES, *CONNECTIONS, *FEEDS]


@pytest.fixture
async def internet(case: Case) -> AsyncIterator[Internet]:
    async with open_internet() as internet:
        internet.pages = case.answers
        internet.names = {"nowhere.example": [""], "closed.example": ["93.184.216.35"]}
        yield internet


@pytest.fixture
def resources(store: Store, reader: AnalysisPool, clock: Clock, case: Case, internet: Internet) -> Resources:
    return Resources(Settings(seeds_dir=SEEDS), store, reader, clock, http=internet.fetcher(seconds=case.seconds))


def seen(message: object) -> str:
    """A sentence as it stands; of a card its top, and of the fields that not every card has, the first line.

    Of each item of a feed, its title with its date and its outlet, or why it would not be posted.
    """
    text = shown(message)
    if not buttons(message):
        return text
    embed, *cards = message.embeds  # type: ignore[attr-defined]
    lines = [embed.author.name, embed.title, embed.description.partition("\n")[0]]
    lines += [embed.url] if embed.url else []
    special = [field for field in embed.fields[:-1] if field.name != "If you keep it"]  # the last is the deadline
    return "\n".join(
        [*lines, *(f"{field.name}: {field.value.partition(chr(10))[0]}" for field in special), *map(item_of, cards)]
    )


def item_of(card: discord.Embed) -> str:
    heading, _, outlet = (card.author.name or "").partition(" · ")
    if heading != "New article":
        return f"{card.title}: {card.description}"
    date = discord.utils.format_dt(card.timestamp, "D") if card.timestamp else "no date"
    return f"{card.title}: {date} · {outlet}"


@pytest.mark.parametrize("case", [pytest.param(case, id=case.does) for case in CASES])
async def test_an_editor_sees_what_became_of_a_link(case: Case, town: Town, internet: Internet) -> None:
    assert seen(await town.answer(case.typed, who=town.editor)) == case.sees


def test_each_case_is_one_of_its_own() -> None:
    assert len(CASES) > 100
    assert [name for name, count in Counter(case.does for case in CASES).items() if count > 1] == []
