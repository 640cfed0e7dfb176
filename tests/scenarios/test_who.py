from __future__ import annotations

from conftest import Town, shown
from store.samples import add, person

ARTICLE = """!add A mayor leaves

Susan Hart resigned as mayor of Leeds on Monday after a long debate.

She had led the town for ten years. She will move to London in May.

“It is time to go,” she told reporters on the steps of the town hall.

Hart thanked the voters of the whole town."""


async def test_a_sentence_with_a_pronoun_for_the_name_is_shown_word_for_word_and_says_who_it_is(town: Town) -> None:
    await town.ask(ARTICLE, who=town.editor)
    description = (await town.answer("!who Hart")).embeds[0].description or ""
    quoted = description.partition("Quoted from #1:\n")[2].splitlines()
    assert quoted == [
        "> “Susan Hart resigned as mayor of Leeds on Monday after a long debate.”",
        "> “Hart thanked the voters of the whole town.”",
        "> “She had led the town for ten years.”",
        "> “She will move to London in May.”",
        "> ““It is time to go,” she told reporters on the steps of the town hall.”",
        "*“She” is Susan Hart here, as the sentences before say.*",
    ]


async def test_a_pronoun_counts_as_no_mention(town: Town) -> None:
    await town.ask(ARTICLE, who=town.editor)
    assert "named 2 times in #1" in await town.ask("!who Hart")


async def test_sentences_with_the_name_have_no_note(seeded: Town) -> None:
    for name in ("Takaichi", "Trump", "Abe", "Japan"):
        assert "as the sentences before say" not in await seeded.ask(f"!who {name}")


async def test_a_note_writes_the_name_so_that_it_does_nothing(town: Town) -> None:
    text = "Ann said so. She said it again."
    actor = person("Ann *Star* Lee", mentions=1, salient=(1, 0))
    await add(town.resources.store, "A story", text=text, actors=[actor])
    answer = await town.ask("!who Ann Star Lee")
    assert "*“She” is Ann \\*Star\\* Lee here, as the sentences before say.*" in answer
    assert answer.index("She said it again") < answer.index("“She” is") < answer.index("Ann said so")


async def test_a_question_in_whole_words_is_understood(seeded: Town) -> None:
    for typed in ("!who is Takaichi?", "!who was Takaichi", "!who takaichi ?"):
        assert "Sanae Takaichi" in shown(await seeded.answer(typed)).splitlines()[0]
