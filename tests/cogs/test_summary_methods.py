"""``summary`` with a method: what sumy's algorithms would choose, beside the bot's own choice."""

from __future__ import annotations

import pytest
from conftest import Town, shown

from bot.models.summary_methods import SUMMARY_METHODS


@pytest.mark.parametrize("method", SUMMARY_METHODS)
async def test_every_method_is_shown_beside_the_bots_choice(seeded: Town, method: str) -> None:
    answer = await seeded.answer(f"!summary 1 method:{method}")
    said = answer.embeds[0].description or ""
    theirs, ours = said.split("**The bot chooses**")
    assert theirs.startswith(f"**{SUMMARY_METHODS[method]} would choose**")
    own = (await seeded.answer("!summary 1")).embeds[0].description
    assert ours.strip() == own
    article = await seeded.resources.store.article(0, 1)
    assert article is not None
    chosen = [line.removeprefix("• ") for line in theirs.split("\n\n")[1:] if line]
    assert chosen
    assert all(sentence in article.text for sentence in chosen)
    assert "as in the library sumy" in shown(answer)


@pytest.mark.parametrize(
    "typed",
    ["summary method:lexrank 1", "summary 1 method: LexRank", "summary 1 METHOD=lex-rank", "summary method:lexrank"],
)
async def test_the_method_is_understood_wherever_and_however_it_is_typed(seeded: Town, typed: str) -> None:
    assert await seeded.ask(f"!{typed}") == await seeded.alike(
        "summary 1 method:lexrank", "summary", article="1", method="lexrank"
    )


@pytest.mark.parametrize("words", ["Sanae Takaichi", "Prime Minister Takaichi", "Trade", "25 october 2025"])
async def test_the_article_is_understood_as_without_a_method(seeded: Town, words: str) -> None:
    plain = (await seeded.answer(f"!summary {words}")).embeds[0]
    compared = (await seeded.answer(f"!summary {words} method:luhn")).embeds[0]
    assert compared.title == plain.title


async def test_both_choices_have_the_length_that_was_asked_for(seeded: Town) -> None:
    short, long = [(await seeded.answer(f"!summary 1 {length} method:luhn")).embeds[0] for length in ("short", "long")]
    for half in (0, 1):
        texts = [(embed.description or "").split("**The bot chooses**")[half] for embed in (short, long)]
        assert len(texts[0]) < len(texts[1])


async def test_the_buttons_lead_to_the_ordinary_summary(seeded: Town) -> None:
    answer = await seeded.answer("!summary 1 method:luhn")
    await seeded.reader.click(answer, label="Summary")
    (now,) = [m for m in seeded.general.history() if m.id == answer.id]
    assert shown(now).replace("Back", "") == shown(await seeded.answer("!summary 1"))


async def test_an_unknown_method_is_answered_with_those_that_there_are(seeded: Town) -> None:
    said = await seeded.ask("!summary 1 method:magic")
    assert "lexrank, textrank, lsa, luhn, edmundson, sumbasic, reduction, kl" in said


async def test_a_title_may_have_the_name_of_a_method(seeded: Town) -> None:
    assert "No article has “reduction”" in await seeded.ask("!summary reduction")
