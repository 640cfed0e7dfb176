from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any

import discord
import pytest
from conftest import FORMS, START, Town, answer_to, buttons, options, sentence_count, settle_town, shown
from store.samples import add, person

from bot.models.analysis import Theme
from bot.models.articles import SHARED
from bot.store.protocols.store import Store

TITLE = "Japan’s Prime Minister Takaichi Engages Trump on Trade and Security"
FIRST = "Japan’s new Prime Minister, Sanae Takaichi, is navigating her first significant diplomatic challenge"


async def add_shelf(store: Store) -> None:
    """Twenty-five articles, the newest last: three about people named Costa, one a day."""
    for number in range(1, 26):
        actors = {
            25: [person("António Costa", "Costa", role="president of the council", mentions=3)],
            24: [person("Rui Costa", "Costa"), person("Ann Lee")],
            23: [person("Ann Lee", mentions=2)],
        }.get(number, [])
        await add(
            store,
            f"Story {number} of Town",
            actors=actors,
            themes=[Theme("Trade", ("tariff", "export"))] if number > 12 else [],
            now=START,
            published=START - timedelta(days=25 - number),
        )


@pytest.fixture
async def shelf(town: Town, filled_once: Callable[..., Awaitable[None]]) -> Town:
    """A town with that shelf."""
    await filled_once(add_shelf, town.resources.store)
    return town


async def click(town: Town, message: Any, label: str, who: Any = None) -> Any:
    """What a click shows: the private answer, or else the same message as it is now."""
    result = await (who or town.reader).click(message, label=label)
    if result.response is not None and result.response.id != message.id:
        return answer_to(result)
    (now,) = [m for m in town.general.history() if m.id == message.id]
    return now


async def choose(town: Town, message: Any, label: str, who: Any = None) -> Any:
    """What choosing from a message's menu shows: the private answer, or else the same message as it is now."""
    result = await (who or town.reader).select(message, [options(message)[label]])
    if result.response is not None and result.response.id != message.id:
        return answer_to(result)
    (now,) = [m for m in town.general.history() if m.id == message.id]
    return now


# ---------------------------------------------------------------- every command, in every form


@pytest.mark.slow
@pytest.mark.parametrize(
    ("typed", "slash", "options", "said"),
    [
        ("summary", "summary", {}, [TITLE, FIRST, "Sanae Takaichi", "Trade", " of 24 sentences, word for word"]),
        ("summary 1", "summary", {"article": "1"}, [TITLE, " of 24 sentences"]),
        ("summary #1 short", "summary", {"article": "#1", "length": "short"}, [TITLE, " of 24 sentences"]),
        ("summary takaichi trade LONG", "summary", {"article": "takaichi trade long"}, [TITLE, " of 24 sentences"]),
        ("summary latest", "summary", {"article": "latest"}, [TITLE]),
        ("who Takaichi", "who", {"name": "Takaichi"}, ["“Japan’s new Prime Minister” in #1", "> " + FIRST[:20]]),
        ("who donald trump", "who", {"name": "donald trump"}, ["Donald Trump", "“former President”", "8 times in #1"]),
        ("actors", "actors", {}, ["Named most in all articles", "Sanae Takaichi — 1 article, ×14"]),
        ("actors 1", "actors", {"about": "1"}, [TITLE, "Sanae Takaichi ×14 — “Japan’s new Prime Minister”"]),
        ("actors today", "actors", {"about": "today"}, ["Named most in the last 24 hours"]),
        ("themes", "themes", {}, ["Themes in all articles", "Trade"]),
        ("themes latest", "themes", {"about": "latest"}, [TITLE, "Trade", "“trade relations”"]),
        ("theme trade", "theme", {"name": "trade"}, ["Articles about “Trade”", "#1", TITLE]),
        ("articles", "articles", {}, ["Articles, the newest first", "#1", TITLE, "1 article · page 1 of 1"]),
        ("read 1", "read", {"article": "1"}, [TITLE, FIRST, "immediate diplomatic exchanges.", "page 1 of 1"]),
        ("search trade", "search", {"words": "trade"}, ["Articles with “trade”", "#1", TITLE, "1 article found"]),
    ],
)
async def test_a_question_gets_the_same_answer_in_every_form(
    seeded: Town, typed: str, slash: str, options: dict[str, str], said: list[str]
) -> None:
    answer = (await seeded.alike(typed, slash, **options)).replace("**", "")
    for words in said:
        assert words in answer


async def test_the_short_names_work_too(seeded: Town) -> None:
    names = (("tldr", "summary"), ("summarise", "summary"), ("whois Trump", "who Trump"), ("list", "articles"))
    for short, long in (*names, ("who's Trump", "who Trump"), ("who’s Trump?", "who Trump")):
        assert await seeded.ask(f"!{short}") == await seeded.ask(f"!{long}")


async def test_commands_are_understood_in_any_case_and_with_blanks(seeded: Town) -> None:
    assert await seeded.ask("!  SUMMARY   1") == await seeded.ask("!summary 1")


async def test_an_answer_replies_to_the_question_and_pings_nobody(seeded: Town) -> None:
    asked = await seeded.reader.send(seeded.general, "!summary")
    answer = seeded.general.last_message
    assert answer is not None
    assert answer.reference is not None
    assert answer.reference.message_id == asked.id
    assert answer.mentions == []


async def test_a_direct_message_is_answered_from_the_shared_library(seeded: Town) -> None:
    await seeded.reader.send_dm("!summary")
    answer = seeded.reader.user.dm_channel.last_message
    assert answer is not None
    assert TITLE in shown(answer)


async def test_every_sentence_of_a_summary_is_in_the_article(seeded: Town) -> None:
    article = await seeded.resources.store.article(SHARED, 1)
    assert article is not None
    answer = await seeded.answer("!summary long")
    sentences = (answer.embeds[0].description or "").split("\n\n")
    assert len(sentences) == sentence_count(shown(answer))
    places = [article.text.index(sentence.removeprefix("• ")) for sentence in sentences]
    assert places == sorted(places)


@pytest.mark.parametrize(("asked", "words"), [("short", 45), ("", 90), ("long", 180)])
async def test_a_summary_is_whole_sentences_of_about_so_many_words(seeded: Town, asked: str, words: int) -> None:
    answer = await seeded.answer(f"!summary 1 {asked}")
    assert abs(len((answer.embeds[0].description or "").replace("• ", "").split()) - words) <= 20


async def test_messages_that_are_not_commands_are_ignored(seeded: Town) -> None:
    for talk in ("hello", "!", "!!", "!play music", "summary", "! ", "?summary"):
        assert await seeded.say(seeded.reader, talk) is None


# ---------------------------------------------------------------- which article is meant


async def test_the_newest_article_is_the_latest(shelf: Town) -> None:
    for words in ("", " latest", " newest", " 25", " #25", " # 25"):
        assert "Story 25 of Town" in await shelf.ask(f"!summary{words}")


async def test_words_of_a_title_in_any_order_and_case_find_its_article(shelf: Town) -> None:
    assert "Story 17 of Town" in await shelf.ask("!read TOWN 17 story")


async def test_several_titles_that_fit_are_listed_with_their_numbers(shelf: Town) -> None:
    answer = await shelf.alike("summary story", "summary", article="story")
    assert "Several articles fit “story”: give the number of one." in answer
    assert "\\#25 Story 25 of Town" in answer
    assert answer.count("Story") == 10


async def test_a_misspelt_word_anywhere_in_a_title_finds_it(shelf: Town) -> None:
    title = "Santos: why the coach of Brazil had to leave the best of all out again, and what Néymar says"
    await add(shelf.resources.store, title, now=START)
    await add(shelf.resources.store, "Rain in Leeds", now=START)
    for typed in ("neymr", "NEYMRA", "santoss", "brasil coach"):
        answer = await shelf.ask(f"!summary {typed}")
        assert "Did you mean …\n\\#26 Santos" in answer
    assert "The last added are" in await shelf.ask("!summary qwertz")


async def test_if_nothing_rose_the_answer_says_what_a_trend_takes(town: Town) -> None:
    for number in range(11):
        age = timedelta(days=1 if number < 4 else 10)
        actors = [person("Ann Lee")] if number < 3 else []
        await add(town.resources.store, f"Story {number}", actors=actors, published=START - age)
    answer = await town.ask("!trends")
    assert "No name or theme is clearly more frequent than before." in answer
    assert "A new one would have to be in all 4 articles to count as trending." in answer
    await add(town.resources.store, "Once more", published=START - timedelta(days=1))
    for number in (5, 6):
        await town.ask(f"!remove {number}", who=town.owner)
    assert "There are too few earlier articles (5) to compare with: 1 more is needed." in await town.ask("!trends")


async def test_an_unknown_number_gets_the_newest_articles(shelf: Town) -> None:
    answer = await shelf.alike("read 99", "read", article="99")
    assert "There is no article #99." in answer
    assert "The last added are" in answer
    assert "Story 25 of Town" in answer


@pytest.mark.parametrize("words", ["999999999", "99999999999999999999999", "-1", "0", "#", "1; drop table", "“”", "*"])
async def test_odd_article_arguments_get_an_answer_too(shelf: Town, words: str) -> None:
    answer = await shelf.ask(f"!summary {words}")
    assert "The last added are" in answer or "Did you mean" in answer
    assert "Story" in answer


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("2 loooong", "“loooong” is no length: a summary is short, medium or long. For example: !summary 2 long"),
        ("#2 shrot", "“shrot” is no length: a summary is short, medium or long. For example: !summary #2 short"),
        ("2 10", "“10” is no length: a summary is short, medium or long. For example: !summary 2 long"),
        ("2 10 sentences", "“10 sentences” is no length: a summary is short, medium or long."),
    ],
)
async def test_what_follows_a_number_and_is_no_length_is_answered_with_the_lengths(
    shelf: Town, typed: str, said: str
) -> None:
    answer = await shelf.answer(f"!summary {typed}")
    assert said in shown(answer).replace("\\#", "#")
    assert not answer.components


async def test_a_number_in_a_title_may_be_followed_by_a_word_of_it(shelf: Town) -> None:
    assert "Story 2 of Town" in await shelf.ask("!summary 2 town")
    assert "Several articles fit “story town”" in await shelf.ask("!summary story town")


@pytest.mark.parametrize("number", ["-1", "0", "#-1"])
async def test_a_number_that_no_article_has_is_not_searched_for(shelf: Town, number: str) -> None:
    await add(shelf.resources.store, "It was -1 degrees", text="At -1 the lake froze. It was 1 degree.", now=START)
    answer = await shelf.answer(f"!summary {number}")
    assert f"There is no article #{number.removeprefix('#')}." in shown(answer).replace("\\", "")
    assert "Search" not in "".join(buttons(answer))


async def test_an_empty_library_says_so(town: Town) -> None:
    for typed, slash in (("summary", "summary"), ("articles", "articles"), ("read", "read")):
        for form in FORMS:
            assert "The library is empty so far" in shown(await town.give(form, typed, slash))
    assert "The library is empty so far" in await town.ask("!summary 3")
    assert await town.ask("!actors") == "No article names anyone so far."
    assert await town.ask("!themes") == "No article has a clear theme so far."
    assert "No article names or mentions “Takaichi”" in await town.ask("!who Takaichi")


# ---------------------------------------------------------------- who


async def test_a_misspelt_name_is_corrected_and_the_answer_says_so(seeded: Town) -> None:
    for typed, meant in (("Takaichy", "Sanae Takaichi"), ("Donald Trupm", "Donald Trump"), ("TRUMP", "Donald Trump")):
        answer = await seeded.alike(f"who {typed}", "who", name=typed)
        assert answer.startswith(meant)
        assert (f"No article names “{typed}”; this is the closest name." in answer) == (typed != "TRUMP")


async def test_an_unknown_name_gets_the_most_similar_ones_or_none(seeded: Town) -> None:
    near = await seeded.ask("!who Tanaichu")
    assert "No article names “Tanaichu”." in near
    assert "Sanae Takaichi" in near
    assert await seeded.ask("!who Xyzzyx") == "No article names or mentions “Xyzzyx”. Check the spelling."


async def test_a_surname_of_two_people_lists_both(shelf: Town) -> None:
    answer = await shelf.alike("who Costa", "who", name="Costa")
    assert "“Costa” may be any of these: give the full name." in answer
    assert "António Costa — “president of the council”" in answer
    assert "Rui Costa (person, 1 article)" in answer
    assert (await shelf.ask("!who rui costa")).startswith("Rui Costa")
    assert (await shelf.ask("!who Antonio Costa")).startswith("António Costa")


async def test_who_shows_where_and_when_somebody_is_named_and_with_whom(shelf: Town) -> None:
    answer = await shelf.ask("!who Ann Lee")
    assert "named 3 times in 2 articles" in answer
    assert "Rui Costa (1 article)" in answer
    assert "Quoted from #24" in answer
    assert "Quoted from #23" in answer


async def test_who_without_a_name_says_how_to_ask(seeded: Town) -> None:
    name = (await seeded.services.library.examples(seeded.guild.id)).name
    assert await seeded.ask("!who") == (
        f"!who needs the name of a person, organisation or place. For example: !who {name}"
    )
    assert "Whom do you mean?" in await seeded.ask("!who ...")


# ---------------------------------------------------------------- lists and pages


async def test_articles_come_in_pages_that_buttons_turn(shelf: Town) -> None:
    first = await shelf.answer("!articles")
    assert "25 articles · page 1 of 3" in shown(first)
    assert list(buttons(first)) == ["Next ›"]
    second = await click(shelf, first, "Next ›")
    assert "page 2 of 3" in shown(second)
    assert "Story 15 of Town" in shown(second)
    assert list(buttons(second)) == ["‹ Previous", "Next ›"]
    third = await click(shelf, second, "Next ›")
    assert "Story 1 of Town" in shown(third)
    assert list(buttons(third)) == ["‹ Previous"]
    assert shown(await click(shelf, third, "‹ Previous")) == shown(second)


async def test_a_page_can_be_named(shelf: Town) -> None:
    assert "page 2 of 3" in await shelf.alike("articles 2", "articles", page=2)
    assert "page 2 of 3" in await shelf.ask("!articles page 2")


async def test_words_that_add_nothing_to_a_list_are_passed_over(shelf: Town) -> None:
    for typed in ("latest", "newest", "list", "latest 2"):
        assert "Articles, the newest first" in await shelf.ask(f"!articles {typed}")


async def test_a_page_after_the_last_is_the_last(shelf: Town) -> None:
    answer = await shelf.alike("articles 50", "articles", page=50)
    assert "page 3 of 3" in answer
    assert "Story 1 of Town" in answer


@pytest.mark.parametrize("page", ["0", "-3", "99999999999"])
async def test_an_invalid_page_number_is_answered_with_how_to_ask(shelf: Town, page: str) -> None:
    answer = await shelf.ask(f"!articles {page}")
    said = {"-3": "\\-3 is out of range"}
    assert answer.startswith(said.get(page, f"{page} is out of range"))
    assert answer.endswith("Type it as !articles \\[page\\] \\[period or theme\\]. For example: !articles 2")


async def test_a_search_in_pages_keeps_its_words(shelf: Town) -> None:
    first = await shelf.answer("!search story town")
    assert "25 articles found · page 1 of 3" in shown(first)
    second = await click(shelf, first, "Next ›")
    assert "Articles with “story town”" in shown(second)
    assert "page 2 of 3" in shown(second)


async def test_a_theme_in_pages_keeps_its_name(shelf: Town) -> None:
    first = await shelf.answer("!theme Trade")
    assert "13 articles · page 1 of 2" in shown(first)
    second = await click(shelf, first, "Next ›")
    assert "Articles about “Trade”" in shown(second)
    assert "Story 13 of Town" in shown(second)


async def test_a_page_that_no_longer_exists_shows_the_last_one(shelf: Town) -> None:
    first = await shelf.answer("!theme Trade")
    store = shelf.resources.store
    for number in range(14, 24):
        article = await store.article(SHARED, number)
        assert article is not None
        await store.remove_article(article.id, now=START, by=None)
    assert "3 articles · page 1 of 1" in shown(await click(shelf, first, "Next ›"))


async def test_an_unknown_theme_gets_the_existing_ones(seeded: Town) -> None:
    answer = await seeded.alike("theme gardening", "theme", name="gardening")
    assert "No article has the theme “gardening”." in answer
    assert "• Trade" in answer


async def test_an_unknown_theme_that_is_a_word_of_an_article_can_be_searched_for(seeded: Town) -> None:
    answer = await seeded.answer("!theme Trump")
    assert "No theme is called “Trump”, but such words are in articles on these themes. 1 article contains" in shown(
        answer
    )
    assert "Articles with “Trump”" in shown(await click(seeded, answer, "Search for “Trump”"))


async def test_a_search_without_hits_or_without_words_says_so(seeded: Town) -> None:
    assert await seeded.ask("!search xyzzy") == "No article contains “xyzzy”. Try fewer or other words."
    assert "Give one or more words" in await seeded.ask("!search ***")
    assert "!search needs the words to search for" in await seeded.ask("!search")


@pytest.mark.parametrize("quotes", ['"{}"', "“{}”", '"{}'])
async def test_a_search_in_quotation_marks_finds_the_words_in_that_order(seeded: Town, quotes: str) -> None:
    typed = quotes.format("Prime Minister")
    found = await seeded.alike(f"search {typed}", "search", words=typed)
    assert "1 article found" in found
    assert "**Prime** **Minister**" in found or "**Prime Minister**" in found
    assert "1 article found" in await seeded.ask(f"!search trade {typed}")
    other = quotes.format("Minister Prime")
    assert await seeded.ask(f"!search {other}") == f"No article contains {other}. Try it without the quotation marks."


async def test_a_closed_quotation_ends_with_a_complete_word(seeded: Town) -> None:
    assert "1 article found" in await seeded.ask('!search "Prime Minis')
    assert "No article contains" in await seeded.ask('!search "Prime Minis"')


@pytest.mark.parametrize(("typed", "meant"), [("takachi", "Takaichi"), ("takachi tradde", "Takaichi Trade")])
async def test_a_misspelt_search_suggests_the_likely_words(seeded: Town, typed: str, meant: str) -> None:
    answer = await seeded.alike(f"search {typed}", "search", words=typed)
    assert answer == f"No article contains “{typed}”. Try fewer or other words.\nDid you mean …\n{meant}"
    assert "1 article found" in await seeded.ask(f"!search {meant}")


async def test_no_spelling_is_offered_that_only_another_server_has(town: Town) -> None:
    other = settle_town(town.env, town.bot, town.resources, "Other")
    await add(town.resources.store, "Zanzibar votes", scope=other.guild.id)
    assert "Zanzibar" in await other.ask("!search Zanzibr")
    assert "Zanzibar" not in await town.ask("!search Zanzibr")


async def test_a_search_finds_other_forms_of_a_word_and_shows_the_place(seeded: Town) -> None:
    assert "**navigating**" in await seeded.ask("!search navigate")


async def test_the_full_text_of_a_long_article_comes_in_pages(town: Town) -> None:
    paragraphs = [f"Paragraph {i} says something. " + "It goes on and on. " * 40 for i in range(12)]
    await add(town.resources.store, "Long", text="\n\n".join(paragraphs), now=START)
    page = await town.answer("!read 1")
    texts = [page.embeds[0].description or ""]
    while "Next ›" in buttons(page):
        page = await click(town, page, "Next ›")
        texts.append(page.embeds[0].description or "")
    assert len(texts) > 2
    assert " ".join("\n\n".join(texts).split()) == " ".join("\n\n".join(paragraphs).split())
    for typed in ("1 2", "#1 2", " latest 2 "):
        assert (await town.answer(f"!read {typed}")).embeds[0].description == texts[1]
    assert f"page {len(texts)} of {len(texts)}" in await town.alike("read 1 99", "read", article="1 99")
    assert "No article has “1 0” in its title" in await town.ask("!read 1 0")


@pytest.mark.slow
@pytest.mark.parametrize("command", ["actors", "themes", "trends"])
@pytest.mark.parametrize("period", ["9999y", "1000000000d", "0d", "-3d", "100y"])
async def test_every_period_gets_an_answer_however_long(shelf: Town, command: str, period: str) -> None:
    answer = await shelf.ask(f"!{command} {period}")
    assert ("at most 100 years" in answer) == (period != "100y")


async def test_a_period_without_articles_says_so(shelf: Town) -> None:
    assert "3 of" not in await shelf.ask("!actors 1h")
    shelf.resources.clock.move(3600 * 24 * 60)  # type: ignore[attr-defined]  # the tests' clock
    assert "No one is named in the last 7 days" in await shelf.ask("!actors week")
    assert "has a clear theme" in await shelf.ask("!themes week")


async def test_only_the_articles_of_a_period_count(shelf: Town) -> None:
    answer = (await shelf.alike("actors 24h", "actors", about="24h")).replace("**", "")
    assert "António Costa — 1 article" in answer
    assert "Rui Costa — 1 article" in answer
    assert "Ann Lee — 1 article, ×1" in answer
    assert "Ann Lee — 2 articles, ×3" in (await shelf.ask("!actors week")).replace("**", "")


# ---------------------------------------------------------------- buttons


async def test_the_askers_buttons_change_the_answer_in_its_place(seeded: Town) -> None:
    answer = await seeded.answer("!summary")
    longer = await click(seeded, answer, "Longer")
    assert longer.id == answer.id
    assert sentence_count(shown(longer)) > sentence_count(shown(answer))
    assert shown(await click(seeded, longer, "Shorter")) == shown(answer)
    people = await click(seeded, longer, "Actors")
    assert "Sanae Takaichi** ×14" in shown(people)
    assert "trade relations" in shown(await click(seeded, people, "Themes"))
    assert "page 1 of 1" in shown(await click(seeded, people, "Full text"))
    assert shown(await click(seeded, people, "Summary")) == shown(answer)


async def test_somebody_elses_click_gets_an_answer_that_only_they_see(seeded: Town) -> None:
    answer = await seeded.answer("!summary")
    private = await click(seeded, answer, "Longer", who=seeded.editor)
    assert private.ephemeral
    assert sentence_count(shown(private)) > sentence_count(shown(answer))
    (still,) = [m for m in seeded.general.history() if m.id == answer.id]
    assert shown(still) == shown(answer)


async def test_the_buttons_under_a_slash_answer_work_too(seeded: Town) -> None:
    answer = await seeded.slash("summary")
    before = sentence_count(shown(answer))
    assert sentence_count(shown(await click(seeded, answer, "Longer"))) > before


async def test_shorter_and_longer_stop_at_the_limits_of_the_article(town: Town) -> None:
    long = "takes as long to read as the sentences of other articles do, with a few more words for good measure here"
    await add(town.resources.store, "Three", text=f"One {long}. Two {long}. Three {long}.", now=START)
    answer = await town.answer("!summary")
    assert "3 of 3 sentences" in shown(answer)
    assert "Longer" not in buttons(answer)
    shorter = await click(town, answer, "Shorter")
    assert "2 of 3 sentences" in shown(shorter)
    assert "Shorter" not in buttons(shorter)
    assert "Shorter" not in buttons(await town.answer("!summary short"))
    assert "2 of 3 sentences" in shown(await click(town, await town.answer("!summary long"), "Shorter"))


@pytest.mark.parametrize("default", ["short", "medium", "long"])
async def test_the_buttons_for_its_length_lead_through_the_lengths_that_can_be_typed(
    seeded: Town, default: str
) -> None:
    await seeded.ask(f"!settings length {default}", who=seeded.editor)
    lengths = [shown(await seeded.answer(f"!summary 1 {length}")) for length in ("short", "medium", "long")]
    answer = await seeded.answer("!summary 1 short")
    for label, expected in (("Longer", lengths[1:]), ("Shorter", lengths[1::-1])):
        for text in expected:
            answer = await click(seeded, answer, label)
            assert shown(answer) == text


async def test_an_article_of_few_words_is_shown_whole_without_buttons_for_its_length(town: Town) -> None:
    await add(town.resources.store, "Three", text="One is short. Two is short. Three is short.", now=START)
    for asked in ("!summary short", "!summary long"):
        answer = await town.answer(asked)
        assert "3 of 3 sentences" in shown(answer)
        assert not {"Shorter", "Longer"} & set(buttons(answer))


async def test_names_in_a_list_open_their_profiles(seeded: Town) -> None:
    who = await choose(seeded, await seeded.answer("!actors"), "Donald Trump")
    assert shown(who).startswith("Donald Trump")
    assert TITLE in shown(await click(seeded, who, "Summary of #1"))


async def test_themes_in_a_list_lead_to_their_articles(seeded: Town) -> None:
    assert "Articles about “Trade”" in shown(await choose(seeded, await seeded.answer("!themes"), "Trade"))


@pytest.mark.parametrize("custom_id", ["bb:zzz:0:0:1", "bb:sum:0:1", "bb:2:sum:1"])
async def test_a_button_of_another_version_says_so_to_anyone_who_clicks(seeded: Town, custom_id: str) -> None:
    channel = seeded.bot.get_channel(seeded.general.id)
    assert isinstance(channel, discord.TextChannel)
    view = discord.ui.View(timeout=None)
    view.add_item(discord.ui.Button(label="Moods", custom_id=custom_id))
    await channel.send("An old answer", view=view)
    view.stop()
    private = await click(seeded, seeded.general.last_message, "Moods")
    assert private.ephemeral
    assert shown(private) == "This button is from an older version of me: type /help to see what you can ask."


async def test_a_button_for_a_removed_article_says_so(seeded: Town) -> None:
    answer = await seeded.answer("!summary")
    await seeded.ask("!remove 1", who=seeded.owner)
    gone = await click(seeded, answer, "Actors")
    assert gone.ephemeral
    assert shown(gone) == "That article is no longer in the library."


async def test_an_article_with_a_link_has_a_button_to_it(town: Town) -> None:
    await town.ask("!add URL: https://news.example/a\nHarbour reopens\n\nThe harbour opened again.", who=town.editor)
    assert buttons(await town.answer("!summary"))["Source"].url == "https://news.example/a"


# ---------------------------------------------------------------- autocomplete


async def test_articles_are_suggested_while_typing(shelf: Town) -> None:
    async def offered(typed: str, command: str = "summary", option: str = "article") -> list[tuple[str, str]]:
        choices = await shelf.reader.autocomplete(shelf.general, command, option, typed)
        return [(choice["name"], choice["value"]) for choice in choices]

    assert (await offered(""))[:2] == [("#25 Story 25 of Town", "25"), ("#24 Story 24 of Town", "24")]
    assert len(await offered("")) == 25
    assert await offered("17") == [("#17 Story 17 of Town", "17")]
    assert await offered("sto 17") == [("#17 Story 17 of Town", "17")]
    assert await offered("nothing like it") == []
    for command, option in (("read", "article"), ("actors", "about"), ("themes", "about")):
        assert await offered("17", command, option) == [("#17 Story 17 of Town", "17")]


async def test_names_are_suggested_while_typing(shelf: Town) -> None:
    async def offered(typed: str) -> list[str]:
        return [c["value"] for c in await shelf.reader.autocomplete(shelf.general, "who", "name", typed)]

    assert await offered("le") == ["Ann Lee"]
    assert set(await offered("cos")) == {"António Costa", "Rui Costa"}
    assert set(await offered("")) == {"Ann Lee", "António Costa", "Rui Costa"}
    assert await offered("zz") == []


async def test_a_suggestion_can_be_chosen_as_it_is(shelf: Town) -> None:
    (choice,) = await shelf.reader.autocomplete(shelf.general, "summary", "article", "17")
    assert "Story 17 of Town" in shown(await shelf.slash("summary", article=choice["value"]))
