from __future__ import annotations

from conftest import Town, answer_to, buttons, shown

FERRY = """!add Ferry to Oslo returns

Susan Hart opened the new pier of Leeds on Monday. Her deputy Paul Lund was there too.

"The ferry will sail again in March," Hart said. "We have waited for three years."

"Nobody had asked the fishermen before," said Paul Lund."""

COPY = """!add The ferry is back

The pier of Leeds was opened on Monday by Susan Hart, who had fought for it.

“The ferry will sail again in March,” Susan Hart told the crowd on the pier."""


NUMBERS = ("one thousand", "two hundred", "three dozen", "four score", "five or six", "seven thousand")


async def test_what_somebody_is_quoted_as_saying_is_shown_with_article_and_position(town: Town) -> None:
    await town.ask(FERRY, who=town.editor)
    embed = (await town.answer("!quotes Hart")).embeds[0]
    assert embed.title == "Quotes from Susan Hart"
    quotes = (embed.description or "").split("\n\n")
    assert [quote.split("\n")[0] for quote in quotes] == [
        '> "The ferry will sail again in March," Hart said.',
        '> "We have waited for three years."',
    ]
    assert [quote.rpartition(", ")[2] for quote in quotes] == ["sentence 3 of 5", "sentence 4 of 5"]
    assert all("— said in #1, added" in quote for quote in quotes)


async def test_a_quote_of_several_articles_is_shown_once_from_the_oldest(town: Town) -> None:
    await town.ask(FERRY, who=town.editor)
    await town.ask(COPY, who=town.editor)
    answer = await town.ask("!quotes Susan Hart")
    assert answer.count("sail again in March") == 1
    assert "told the crowd" not in answer
    assert "2 sentences from 2 articles, word for word, none twice" in answer


async def test_who_is_not_quoted_is_not_given_the_words_of_others(town: Town) -> None:
    await town.ask(FERRY.replace("said Paul Lund", "said a friend of Paul Lund"), who=town.editor)
    answer = await town.answer("!quotes Lund")
    assert (
        "1 article names Paul Lund, but no sentence quotes this name so that it is certain who speaks. The profile has"
    ) in shown(answer)
    assert "Ferry to Oslo returns" in shown(answer_to(await town.reader.click(answer, label="Search for “Paul Lund”")))


async def test_a_misspelt_name_leads_to_the_quotes_that_were_asked_for(town: Town) -> None:
    await town.ask(FERRY, who=town.editor)
    asked = await town.answer("!quotes Pol Lunt")
    assert "Did you mean" in shown(asked)
    quotes = answer_to(await town.reader.click(asked, label="Paul Lund"))
    assert shown(quotes).startswith("Quotes from Paul Lund\n")
    again = answer_to(await town.reader.click(quotes, label="Back to the list"))
    assert shown(again) == shown(asked)


async def test_quotes_are_reached_from_a_profile_and_lead_back_to_it(town: Town) -> None:
    await town.ask(FERRY, who=town.editor)
    profile = await town.answer("!who Lund")
    quotes = answer_to(await town.reader.click(profile, label="Quotes"))
    assert "Nobody had asked the fishermen before" in shown(quotes)
    assert "Back to the profile" in buttons(quotes)


async def test_many_quotes_have_pages_in_both_forms_of_the_command(town: Town) -> None:
    said = "\n\n".join(f'"We counted {number} ships in the port today," said Ann Roe.' for number in NUMBERS)
    await town.ask(f"!add Ships counted\n\nAnn Roe counts ships in Leeds.\n\n{said}", who=town.editor)
    first = await town.alike("quotes Ann Roe", "quotes", name="Ann Roe")
    assert "We counted one thousand ships" in first
    assert "page 1 of 2" in first
    second = answer_to(await town.reader.click(await town.answer("!quotes Ann Roe"), label="Next ›"))
    assert "We counted seven thousand ships" in shown(second)
    assert "page 2 of 2" in shown(second)
