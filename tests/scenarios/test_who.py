from __future__ import annotations

from conftest import Town, shown

ARTICLE = """!add A mayor leaves

Susan Hart resigned as mayor of Leeds on Monday after a long debate.

She had led the town for ten years. She will move to London in May.

“It is time to go,” she told reporters on the steps of the town hall.

Hart thanked the voters of the whole town."""


async def test_only_sentences_with_the_name_are_quoted(town: Town) -> None:
    await town.ask(ARTICLE, who=town.editor)
    description = (await town.answer("!who Hart")).embeds[0].description or ""
    assert description.partition("Quoted from #1:\n")[2].splitlines() == [
        "> “Susan Hart resigned as mayor of Leeds on Monday after a long debate.”",
        "> “Hart thanked the voters of the whole town.”",
    ]


async def test_a_pronoun_is_not_counted_as_a_mention(town: Town) -> None:
    await town.ask(ARTICLE, who=town.editor)
    assert "named 2 times in #1" in await town.ask("!who Hart")


async def test_a_question_in_a_full_sentence_is_understood(seeded: Town) -> None:
    for typed in ("!who is Takaichi?", "!who was Takaichi", "!who takaichi ?"):
        assert "Sanae Takaichi" in shown(await seeded.answer(typed)).splitlines()[0]
