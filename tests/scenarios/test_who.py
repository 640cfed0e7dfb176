from __future__ import annotations

from dataclasses import replace

import pytest
from conftest import Town, buttons, options, shown
from store.samples import NOW, add, person, read

from bot.models.analysis import TITLE_DOC, Mention
from bot.models.articles import SHARED, Draft

ARTICLE = """!add A mayor leaves

Susan Hart resigned as mayor of Leeds on Monday after a long debate.

She had led the town for ten years. She will move to London in May.

“It is time to go,” she told reporters on the steps of the town hall.

Hart thanked the voters of the whole town."""


async def test_only_sentences_with_the_name_are_quoted(town: Town) -> None:
    await town.ask(ARTICLE, who=town.editor)
    description = (await town.answer("!who Hart")).embeds[0].description or ""
    assert description.partition("Quoted from #1, sentences 1 and 5 of 5:\n")[2].splitlines() == [
        "> Susan Hart resigned as mayor of Leeds on Monday after a long debate.",
        "",
        "> Hart thanked the voters of the whole town.",
    ]


async def test_the_number_of_an_article_is_a_link_to_it_if_everything_fits_with_links(town: Town) -> None:
    short, long = "https://courier.example/hart", "https://courier.example/" + 400 * "x"
    for place, address, linked in (("Leeds", short, True), ("York", long, False)):
        for number in range(9):
            name = f"Susan {place}"
            text = f"It rained in ward {number} of {place}. {name} said {number} times that it would rain again soon."
            actors = [person(name, role=f"councillor number {number}", salient=(1,))]
            draft = Draft(f"{place} {number}", text, url=f"{address}{number}")
            await town.resources.store.add_article(SHARED, draft, read(text, actors=actors), now=NOW)
        told = await town.ask(f"!who Susan {place}")
        assert (f"]({address}" in told) is linked
        assert "Described as\n**“councillor number 8”** in " in told
        assert "\n> Susan " in told


async def test_a_pronoun_is_not_counted_as_a_mention(town: Town) -> None:
    await town.ask(ARTICLE, who=town.editor)
    assert "named 2 times in #1" in await town.ask("!who Hart")


async def test_a_question_in_a_full_sentence_is_understood(seeded: Town) -> None:
    for typed in ("!who is Takaichi?", "!who was Takaichi", "!who takaichi ?"):
        assert "Sanae Takaichi" in shown(await seeded.answer(typed)).splitlines()[0]


async def test_for_a_name_in_passing_the_sentence_that_has_it_is_quoted_as_such(town: Town) -> None:
    actors = [person("Ann Roe", salient=())]
    await add(town.resources.store, "One", text="Ann Roe came too. It rained.", actors=actors)
    assert "Named in passing in #1, sentence 1 of 2:\n> Ann Roe came too." in await town.ask("!who Ann Roe")


async def test_who_is_named_often_is_not_said_to_be_named_in_passing(town: Town) -> None:
    actors = [person("Ann Roe", salient=(), mentions=3)]
    await add(town.resources.store, "One", text="Ann Roe came too. Ann Roe sat. Ann Roe left.", actors=actors)
    answer = await town.ask("!who Ann Roe")
    assert "named 3 times" in answer
    assert "The first sentence with this name, in #1, sentence 1 of 3:\n> Ann Roe came too." in answer


async def test_for_a_name_in_a_headline_alone_it_says_so(town: Town) -> None:
    actors = [replace(person("Ann Roe", salient=()), mentions=(Mention(TITLE_DOC, 0, 7),))]
    await add(town.resources.store, "Ann Roe", text="It rained in Leeds on Monday.", actors=actors)
    assert "Only a headline has this name." in await town.ask("!who Ann Roe")


LIVE_BLOG = """!add Storm live: two dead

17:20

Power is back in 40,000 homes, the company says.

16:10

The first victim was a lorry driver, Robert Moss, 46, whose vehicle was blown over on the bridge.

11:48

The forecasters have extended their red warning until the evening."""


async def test_a_sentence_of_a_live_blog_has_the_time_of_its_entry(town: Town) -> None:
    await town.ask(LIVE_BLOG, who=town.editor)
    assert "> 16:10: The first victim was a lorry driver, Robert Moss, 46," in await town.ask("!who Robert Moss")


SAME_NAME = """!add {title}

{text} {name} left."""


@pytest.mark.parametrize(
    ("name", "texts"),
    [
        (
            "John Smith",
            ["Sen. John Smith voted against the bill on Friday.", "The baker John Smith won a prize in Leeds."],
        ),
        ("Mary Jones", ["Mary Jones, 24, was jailed for theft on Monday.", "Mary Jones, 83, was found in a wood."]),
        (
            "Tom Reed",
            ["The mayor of Leeds, Tom Reed, resigned on Monday.", "The mayor of Denver, Tom Reed, opened a bridge."],
        ),
    ],
)
async def test_two_people_of_one_name_are_chosen_from_and_told_apart_in_every_list(
    town: Town, name: str, texts: list[str]
) -> None:
    for number, text in enumerate(texts, 1):
        await town.ask(SAME_NAME.format(title=f"Story {number}", text=text, name=name), who=town.editor)
    answer = await town.answer(f"!who {name}")
    assert f"2 people are called “{name}”" in shown(answer)
    listed = await town.ask("!actors all")
    assert f"{name} (#1)" in listed
    assert f"{name} (#2)" in listed
    await town.reader.select(answer, [next(value for label, value in options(answer).items() if "#2" in label)])
    (now,) = [message for message in town.general.history() if message.id == answer.id]
    assert texts[1] in shown(now)
    assert texts[0] not in shown(now)
    assert "#1 may mean somebody else by this name" in shown(now)


async def test_a_role_is_answered_with_the_persons_who_have_it_and_a_choice_opens_their_profile(town: Town) -> None:
    await town.ask(ARTICLE, who=town.editor)
    for typed in ("mayor of Leeds", "leeds mayor", "the mayor", "mayr of Leeds"):
        answer = await town.answer(f"!who {typed}")
        assert "Susan Hart — “mayor of Leeds”" in shown(answer)
    answer = await town.answer("!who mayor")
    result = await town.reader.click(answer, label="Susan Hart — “mayor of Leeds”")
    assert result.response is not None
    (now,) = [message for message in town.general.history() if message.id == answer.id]
    assert shown(now).startswith("Susan Hart")


STORM = """!add Thousands without power

Storm Goran hit the west coast of Ireland on Monday night. Schools stay closed until Thursday, said Tom Walsh."""
CLUB = """!add Everton lose again

Everton lost 2-0 to Leeds on Saturday. Everton manager David Moyes said he was sad. Everton are now last."""


async def test_what_is_no_name_of_anybody_is_shown_where_it_stands(town: Town) -> None:
    await town.ask(STORM, who=town.editor)
    answer = await town.answer("!who Storm Goran")
    assert "1 article contains “Storm Goran”, but I did not recognise it as a name by itself" in shown(answer)
    assert "In #1: “Storm Goran hit the west coast of Ireland on Monday night." in shown(answer).replace("\\", "")
    assert "Search for “Storm Goran”" in buttons(answer)


async def test_a_club_and_an_office_mean_the_person_or_the_club(town: Town) -> None:
    await town.ask(CLUB, who=town.editor)
    for typed in ("Everton manager", "everton boss", "manager of Everton"):
        answer = await town.answer(f"!who {typed}")
        assert list(options(answer)) == ["David Moyes — “Everton manager”", "Everton (organisation)"]
    assert (await town.ask("!who Everton")).startswith("Everton\nOrganisation, named 4 times in")


async def test_the_others_of_a_last_name_are_named_and_can_be_opened(town: Town) -> None:
    for number in range(6):
        await add(town.resources.store, f"Vote {number}", actors=[person("Ann Roe", "Roe")])
    others = [person(f"{first} Roe") for first in ("Bo", "Cy", "Di", "Ed", "Flo", "Gus")]
    await add(town.resources.store, "A family", actors=others[:1])
    answer = await town.answer("!who Roe")
    assert "“Roe” is also part of other names: Bo Roe." in shown(answer)
    for label, said in (("Bo Roe", "Bo Roe\nPerson"), ("Back to the profile", "Ann Roe\nPerson")):
        (now,) = [message for message in town.general.history() if message.id == answer.id]
        await town.reader.click(now, label=label)
        (now,) = [message for message in town.general.history() if message.id == answer.id]
        assert shown(now).startswith(said)
    for number in range(30):
        await add(town.resources.store, f"More votes {number}", actors=[person("Ann Roe", "Roe")])
    await add(town.resources.store, "A large family", actors=others)
    assert ", Flo Roe and 1 more." in await town.ask("!who Roe")
