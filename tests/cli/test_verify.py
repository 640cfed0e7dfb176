"""``verify``: finds nothing in the bot's own replies, and each kind of invention in replies that were changed."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from cli.commands import run
from cli.verifying import findings, finds_something, in_description, inventing
from conftest import SEEDS, Town

from bot.cli.verify.asking import Asked, ask_everything
from bot.cli.verify.checking import check_reply
from bot.cli.verify.library import article_sources
from bot.cli.verify.wording import read_wording
from bot.models.articles import SHARED, Draft
from bot.ui.reply import Reply

OUTLETS = ("Harbour Courier", "Valley Herald")
QUAY = (
    "The harbour of Port Ellery opened again on Monday after a storm had closed it for nine days. Mayor Ann Lee "
    "said that {ships} ships were waiting outside. “We have *never* seen such a queue,” said Tom Brandt, the head of "
    "the Ellery Port Authority. Lee thanked the crews who had cleared the channel. The port expects normal traffic by "
    "Friday."
)
SCHOOL = (
    "The council of Norwood voted on Tuesday to build a new school beside the river. Councillor Mary Okafor called it "
    "[long overdue] and said that 400 pupils now learn in containers. Opponents fear floods. Okafor, 52, a former "
    "teacher, promised a wall of three metres. Construction begins in May and costs $12 million."
)
HOSTILE = (
    "# Not a heading: [click](https://evil.example/x) said <@1> at <t:5:D> that #1 is “over… – or not” · he left.\n"
    "> Not a quotation by Zoe Ash, who wrote `code` and ||spoilers|| on https://evil.example and told @everyone.\n"
    "1. Zoe Ash, the head of Evil | Co, paid 5 * 3 * 2 euros … and left — again. “#2,” she said, “tells the same.”"
)


def generated() -> list[Draft]:
    """Two outlets with the same story, another story without an outlet, and a text that imitates the interface."""
    day = datetime(2026, 11, 23, tzinfo=UTC)
    return [
        Draft(
            "Port Ellery *opens* again", QUAY.format(ships=40), "https://courier.example/a", OUTLETS[0], "Eva Holm", day
        ),
        Draft(
            "Ships return to Port Ellery",
            QUAY.format(ships=41),
            "https://herald.example/b",
            OUTLETS[1],
            None,
            day.replace(day=24, hour=9),
        ),
        Draft("Norwood votes for a school", SCHOOL),
        Draft("#1 **Ash** [leaves](https://evil.example) · <t:1:D> — “why…”", HOSTILE, None, "A * B · C #2", "x_y_z"),
    ]


async def fill(town: Town) -> None:
    for draft in generated():
        await town.newsroom.add(SHARED, draft)


@pytest.mark.usefixtures("resources_given")
def test_nothing_is_left_over_of_the_replies_about_the_seeds() -> None:
    assert run("add", str(SEEDS)).exit_code == 0
    result = run("verify")
    assert re.fullmatch(r"\d+ replies with [\d,]+ characters: 0 unexplained \(\d+ s\)\n", result.stdout)
    assert (result.exit_code, "a copy of " in result.stderr) == (0, True)


@pytest.mark.usefixtures("resources_given")
def test_an_empty_library_proves_nothing() -> None:
    assert run("add", "nowhere.txt").exit_code == 65
    result = run("verify")
    assert (result.exit_code, "no articles" in result.stderr) == (65, True)


async def test_nothing_is_left_over_of_the_replies_about_stories_with_several_outlets(town: Town) -> None:
    await fill(town)
    assert await findings(town) == []


async def test_removed_articles_are_only_named(town: Town) -> None:
    await fill(town)
    await town.editor.send(town.general, "!remove 3")
    assert await findings(town) == []


def in_fields(change: Callable[[str], str]) -> Callable[[Reply], Reply]:
    def changed(reply: Reply) -> Reply:
        embed = reply.embed.copy()
        for at, field in enumerate(embed.fields):
            embed.set_field_at(at, name=field.name, value=change(field.value or ""))
        return replace(reply, embed=embed)

    return changed


def swap_outlets(text: str) -> str:
    return text.replace(OUTLETS[0], "\x01").replace(OUTLETS[1], OUTLETS[0]).replace("\x01", OUTLETS[1])


INVENTIONS: dict[str, Callable[[Reply], Reply]] = {
    "another word of the library": in_description(lambda text: text.replace("storm", "school")),
    "a word left out": in_description(lambda text: text.replace("had closed it", "closed it")),
    "a word negated": in_description(lambda text: text.replace("fear floods", "fear no floods")),
    "outlets swapped": in_description(swap_outlets),
    "the outlet of another article": in_fields(swap_outlets),
    "an invented name": in_fields(lambda text: text.replace("Ann Lee", "Ann Moss")),
    "a name of another article": in_fields(lambda text: text.replace("Ann Lee", "Mary Okafor")),
    "an invented role": in_description(lambda text: text.replace("“Mayor”", "“Former Mayor”")),
    "another day": in_description(lambda text: text.replace("23 November", "22 November")),
    "another link": in_description(lambda text: text.replace("courier.example/a", "herald.example/b")),
    "another number": in_description(lambda text: re.sub(r"#3\b", "#2", text)),
    "another amount": in_description(lambda text: text.replace("$12 million", "$13 million")),
}


@pytest.mark.parametrize("invention", INVENTIONS.values(), ids=INVENTIONS)
async def test_an_invention_is_found(
    town: Town, monkeypatch: pytest.MonkeyPatch, invention: Callable[[Reply], Reply]
) -> None:
    await fill(town)
    inventing(monkeypatch, invention)
    assert await finds_something(town)


@pytest.mark.no_cover
async def test_no_word_of_any_reply_can_be_exchanged_unnoticed(town: Town) -> None:
    await fill(town)
    store = town.resources.store
    articles = [article for n in (1, 2, 3, 4) if (article := await store.article(SHARED, n))]
    sources = article_sources([(article, await store.analysis(article.id)) for article in articles])
    wording = await asyncio.to_thread(read_wording)
    tried = 0
    async for asked, _ in ask_everything(town.services, SHARED, articles):
        for changed in exchanged(asked):
            tried += 1
            assert (await asyncio.to_thread(check_reply, changed, sources, wording))[1], changed
    assert tried > 250


def exchanged(asked: Asked) -> list[Asked]:
    """The reply with each sixth of the words of its description exchanged for one that is nowhere."""
    text = asked.reply.embed.description if asked.reply else None
    if not text or asked.reply is None:
        return []
    words = list(re.finditer(r"(?<![\w/.:])[A-Za-z]{2,}(?![\w/.:])", text))[::6]
    texts = [f"{text[: word.start()]}zeppelin{text[word.end() :]}" for word in words]
    return [replace(asked, reply=in_description(lambda _, new=new: new)(asked.reply)) for new in texts]
