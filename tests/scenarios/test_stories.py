"""A story is posted once, and people see and correct what belongs to it."""

from __future__ import annotations

import re

import pytest
from conftest import Town, answer_to, buttons, options, shown
from scenarios.posting import posts, why
from story_reports import BUDGET, FERRY, FERRY_ELSEWHERE, FERRY_REVISED, INQUIRY, STRIKE

from bot.models.articles import SHARED, Draft

PAYMENT = (
    "Owner of stranded Skelwick ferry pays passengers",
    "Each passenger of the ferry Lady Isobel will get 90 pounds, her owner said on Sunday after a night of complaints. "
    "The captain, Morag Tulloch, has been suspended during the inquiry into the accident off Skelwick. A union called "
    "that unfair, since lifeboats had reported a fault of the steering in May.",
)


async def add(town: Town, report: tuple[str, str], source: str, *, scope: int | None = None) -> int:
    draft = Draft(*report, source=source, url=f"https://{source.lower()}.example/{len(report[1])}")
    article, _ = await town.newsroom.add(town.guild.id if scope is None else scope, draft)
    return article.number


async def test_a_later_article_of_a_story_is_added_to_its_post(announced: Town) -> None:
    await add(announced, FERRY, "Courier")
    await announced.deliver()
    await add(announced, FERRY_REVISED, "Echo")
    await announced.deliver()
    await announced.follow_up()
    (post,) = posts(announced)
    (field,) = [field for field in post.embeds[0].fields if field.name == "Also in"]
    assert (field.value or "").startswith("[Echo](https://echo.example/")
    assert (field.value or "").endswith(") #2")
    assert "another article tells the same, and its post there names this one" in await why(announced, "2")


@pytest.mark.parametrize(
    "report",
    [
        "A quake of magnitude {0} shook the coast of {1} on {2}, the survey said.",
        "In der Woche bis {2} wurden im Bezirk {1} {0} Fälle von Grippe gemeldet, sagte das Amt.",
    ],
    ids=["quakes", "figures of the week"],
)
async def test_the_next_report_of_its_kind_is_posted_though_most_of_its_text_is_the_same(
    announced: Town, report: str
) -> None:
    background = (
        "The region lies where two plates of the crust meet, and nobody was hurt. People near the sea were asked to "
        "listen to the radio. Boats stayed in the harbour for the day, and the schools opened an hour later than usual."
    )
    for words in (("5.1", "Ardmore", "Monday"), ("7.2", "Skelwick", "Tuesday")):
        await add(announced, (f"News of {words[1]}", f"{report.format(*words)} {background}"), f"Wire{words[1]}")
        await announced.deliver()
    assert len(posts(announced)) == 2


async def test_reports_in_the_same_words_on_others_are_posted_and_are_stories_of_their_own(announced: Town) -> None:
    report = (
        "Storm warning for {0}",
        "The weather service has issued a storm warning for {0} from six on Tuesday evening. Gusts of up to 110 "
        "kilometres an hour are expected along the coast, the service said. People should stay indoors and secure "
        "loose objects in gardens and on balconies. Ferries and trains may be delayed until Wednesday morning.",
    )
    for place in ("Jutland", "Skane", "Rugen"):
        await add(announced, (report[0].format(place), report[1].format(place)), f"Wire{place}")
        await announced.deliver()
    await announced.follow_up()
    assert [[field.name for field in post.embeds[0].fields].count("Also in") for post in posts(announced)] == [0, 0, 0]
    assert "3 articles · page" in await announced.ask("!articles")
    # A revised text with a title of its own shares the post of its own original, and changes nothing about the others.
    revised = f"{report[1].format('Rugen')} The mayor of Rugen, Ida Kern, said that the bridge would be closed."
    await add(announced, ("Rugen closes its bridge", revised), "Echo")
    assert await announced.deliver() == 0
    assert "another article tells the same" in await why(announced, "4")
    assert "nearly the same text as #3" in await announced.ask("!story 4")
    assert "Jutland" not in await announced.ask("!story 4")


async def test_an_edit_of_the_other_article_reaches_the_post(announced: Town) -> None:
    await add(announced, FERRY, "Courier")
    await announced.deliver()
    await add(announced, FERRY_REVISED, "Echo")
    await announced.follow_up()
    await announced.ask("!edit 2 Source: Evening Echo", who=announced.editor)
    await announced.follow_up()
    assert "Evening Echo" in shown(posts(announced)[0])
    await announced.ask("!remove 2", who=announced.editor)
    await announced.follow_up()
    assert "Also in" not in shown(posts(announced)[0])


async def test_a_list_names_the_other_outlets_too(announced: Town) -> None:
    await add(announced, FERRY, "Courier")
    await add(announced, FERRY_REVISED, "Echo")
    for index in range(6):
        await add(announced, (f"Story {index}", f"Story {index} it was."), f"Paper{index}")
    await announced.deliver()
    assert "also in [Echo](" in shown(posts(announced)[0])


async def test_story_lists_the_articles_with_reasons(town: Town) -> None:
    await add(town, FERRY, "Courier")
    await add(town, FERRY_REVISED, "Echo")
    await add(town, STRIKE, "Courier")
    text = await town.alike("story 2", "story show", article="2")
    assert "The story of #2" in text
    assert "nearly the same text as #1" in text
    assert "2 articles, oldest first" in text
    assert "Also in" in await town.ask("!summary 1")
    assert "No other article tells this story." in await town.ask("!story 3")


async def test_editors_join_and_part(announced: Town) -> None:
    await add(announced, FERRY, "Courier")
    await add(announced, STRIKE, "Courier")
    await announced.deliver()
    assert "#2 now belongs to the story of #1" in await announced.ask("!story join 2 1", who=announced.editor)
    await announced.follow_up()
    assert [("Also in" in shown(post)) for post in posts(announced)] == [True, True]
    text = await announced.ask("!story 1")
    assert "an editor put it here" in text
    assert "An editor put #2 into this story." in text
    parted = await announced.ask("!story part 2", who=announced.editor)
    assert parted == (
        "#2 now has a story of its own. It gets no further post: `!why 2` shows where it was posted, and why not "
        "elsewhere."
    )
    await announced.follow_up()
    assert [("Also in" in shown(post)) for post in posts(announced)] == [False, False]
    assert "#2 is alone in its story" in await announced.ask("!story part 2", who=announced.editor)


async def test_of_titles_with_the_same_words_the_one_that_has_them_side_by_side_is_meant(town: Town) -> None:
    await add(town, ("Engineers inspect the cracked pier", *STRIKE[1:]), "Courier")
    await add(town, ("Pier of Valmere closes: beams are cracked", *FERRY[1:]), "Courier")
    await add(town, ("Harbour budget grows", *BUDGET[1:]), "Courier")
    said = await town.ask('!story join "Harbour budget" "Cracked pier"', who=town.editor)
    assert "#3 now belongs to the story of #1" in said
    await add(town, ("Garden grows", *INQUIRY[1:]), "Echo")
    assert "Several articles fit" in await town.ask("!story join 2 grows", who=town.editor)


async def test_words_that_several_articles_of_one_story_fit_mean_that_story(town: Town) -> None:
    await add(town, FERRY, "Courier")
    await add(town, FERRY_ELSEWHERE, "Echo")
    await add(town, BUDGET, "Courier")
    assert "2 articles, oldest first" in await town.ask("!story ferry skelwick")
    said = await town.ask("!story join 3 the story of the skelwick ferry", who=town.editor)
    assert "#3 now belongs to the story of #2" in said
    assert "3 articles, oldest first" in await town.ask("!story 1")


@pytest.mark.parametrize("other", ["and 1", "to #1", "with the story of 1", "into story 1", ", 1", "& 1"])
async def test_what_connects_the_two_articles_may_be_typed(town: Town, other: str) -> None:
    await add(town, FERRY, "Courier")
    await add(town, STRIKE, "Courier")
    assert "#2 now belongs to the story of #1" in await town.ask(f"!story join 2 {other}", who=town.editor)


async def test_joining_takes_two_different_articles(town: Town) -> None:
    await add(town, FERRY, "Courier")
    await add(town, STRIKE, "Courier")
    assert "Both are #2: give two different articles to join." in await town.ask("!story join 2 2", who=town.editor)
    for others in ("1 2", "#1, #2"):
        assert "Give two articles" in await town.ask(f"!story join 2 {others}", who=town.editor)


async def test_readers_and_editors_of_shared_articles_may_not(town: Town) -> None:
    await add(town, FERRY, "Courier", scope=0)
    await add(town, STRIKE, "Courier", scope=0)
    assert "only the bot’s owner can change it" in await town.ask("!story join 2 1", who=town.editor)
    assert "only the bot’s owner can change it" in await town.ask("!story part 2", who=town.editor)
    refused = await town.ask("!story join 2 1")
    assert "Manage Server" in refused
    assert "now belongs" in await town.ask("!story join 2 1", who=town.owner)


async def test_an_article_that_was_parted_is_posted(announced: Town) -> None:
    await add(announced, FERRY, "Courier")
    await announced.deliver()
    await add(announced, FERRY_REVISED, "Echo")
    assert await announced.deliver() == 0
    said = await announced.ask("!story part 2", who=announced.editor)
    assert said == f"#2 now has a story of its own. #2 will be posted in {announced.briefings.mention}."
    assert await announced.deliver() == 1
    await announced.follow_up()
    assert [("Also in" in shown(post)) for post in posts(announced)] == [False, False]


async def test_what_the_post_of_a_parted_article_named_is_posted(announced: Town) -> None:
    await add(announced, FERRY, "Courier")
    await announced.deliver()
    await add(announced, FERRY_REVISED, "Echo")
    said = await announced.ask("!story part 1", who=announced.editor)
    assert said.endswith(
        f"#2 will be posted in {announced.briefings.mention}, since no post of #1 names it any longer."
    )
    assert await announced.deliver() == 1
    assert "— [posted](" in await why(announced, "2")


async def test_an_article_of_a_server_with_approval_that_is_parted_waits_for_it(announced: Town) -> None:
    desk = announced.guild.create_text_channel("desk")
    await announced.ask(f"!announce approval {desk.mention} 12 hours", who=announced.editor)
    await add(announced, FERRY, "Courier")
    await add(announced, FERRY_REVISED, "Echo")
    said = await announced.ask("!story part 2", who=announced.editor)
    assert said == f"#2 now has a story of its own. #2 waits for approval in {desk.mention}."


async def test_an_article_that_was_never_to_be_posted_is_not_posted_when_it_is_parted(announced: Town) -> None:
    await add(announced, FERRY, "Courier")
    draft = Draft(*FERRY_REVISED, source="Echo")
    await announced.newsroom.add(announced.guild.id, draft, posted=False)
    assert "It gets no further post" in await announced.ask("!story part 2", who=announced.editor)
    assert await announced.deliver() == 1


async def told_by_three(town: Town) -> None:
    """A story in three outlets, and an article of another one."""
    await add(town, FERRY, "Courier")
    await add(town, FERRY_ELSEWHERE, "Echo")
    await add(town, BUDGET, "Courier")
    await add(town, PAYMENT, "Post")
    for number in (2, 4):
        if f"#{number}" not in await town.ask("!story 1"):
            await town.ask(f"!story join {number} 1", who=town.editor)


async def test_one_summary_of_a_story_has_a_source_for_each_sentence_and_says_nothing_twice(town: Town) -> None:
    await told_by_three(town)
    text = await town.alike("summary story 2 long", "summary", article="story 2", length="long")
    assert text.startswith("The story of #2 Lifeboats rescue passengers")
    lines = [line for line in text.splitlines() if line.startswith("• ")]
    sources = {"Courier": FERRY, "Echo": FERRY_ELSEWHERE, "Post": PAYMENT}
    for line in lines:
        form = r"• (.+) — \[(\w+)\]\(https://.+\) #\d, sentence (\d) of \d"
        said, name, number = re.fullmatch(form, line).groups()  # type: ignore[union-attr]
        assert said in sources[name][1]
        assert sources[name][1][: sources[name][1].index(said)].count(". ") == int(number) - 1
    assert {line.count("#1") + line.count("#2") + line.count("#4") for line in lines} == {1}
    assert sum("hurt" in line for line in lines) == 1
    assert any("90 pounds" in line for line in lines)
    assert f"{len(lines)} of 9 sentences in 3 articles, word for word, most repetitions left out" in text


@pytest.mark.parametrize(
    "typed",
    [
        "story 1",
        "the story of #1",
        "Story of the Skelwick ferry",
        "the Skelwick ferry story",
        "whole story lifeboats",
        "skelwick ferry",
    ],
)
async def test_a_story_is_named_by_any_of_its_articles_and_by_words_that_fit_only_it(town: Town, typed: str) -> None:
    await told_by_three(town)
    text = await town.ask(f"!summary {typed}")
    assert text.startswith("The story of #")
    assert "in 3 articles" in text


async def test_a_title_with_the_word_story_is_an_article(town: Town) -> None:
    await told_by_three(town)
    await add(town, ("The story of the ferry line", STRIKE[1]), "Courier")
    assert "The story of the ferry line" in (await town.ask("!summary the story of the ferry")).splitlines()[1]
    assert "The story of the ferry line" in (await town.ask("!summary story")).splitlines()[1]
    assert (await town.ask("!summary story 5")).startswith("Courier\nThe story of the ferry line")


async def test_words_that_fit_several_stories_lead_to_each_of_them(town: Town) -> None:
    await told_by_three(town)
    await add(town, STRIKE, "Courier")
    assert "Several articles fit “ardmore”" in await town.ask("!summary ardmore")
    answer = await town.answer("!summary story ardmore")
    assert "Several articles fit “ardmore”" in shown(answer)
    assert len(options(answer)) == 2
    chosen = answer_to(await town.reader.select(answer, [next(iter(options(answer).values()))]))
    assert "No other article tells this story." in shown(chosen)
    again = answer_to(await town.reader.click(chosen, label="Back to the list"))
    assert list(options(again)) == list(options(answer))
    lost = await town.answer("!summary story of the zeppelin")
    assert "No article has “the zeppelin” in its title." in shown(lost)
    assert buttons(lost) == {}


async def test_one_gets_from_an_article_to_its_story_and_back(town: Town) -> None:
    await told_by_three(town)
    summary = await town.answer("!summary 1 short")
    whole = answer_to(await town.reader.click(summary, label="Whole story (3)"))
    short = shown(whole)
    assert short.startswith("The story of #1")
    assert "Back to the article" in buttons(whole)
    longer = answer_to(await town.reader.click(whole, label="Longer"))
    assert len(shown(longer)) > len(short)
    articles = answer_to(await town.reader.click(longer, label="Its articles (3)"))
    assert "3 articles, oldest first" in shown(articles)
    assert len(options(articles)) == 3
    again = answer_to(await town.reader.click(articles, label="Summary of the story"))
    assert "most repetitions left out" in shown(again)
    assert "Whole story (1)" not in buttons(await town.answer("!summary 3"))


async def test_an_article_that_was_removed_meanwhile_is_not_quoted(town: Town) -> None:
    await told_by_three(town)
    await town.ask("!remove 4", who=town.editor)
    assert "in 2 articles" in await town.ask("!summary story 1")
    await town.ask("!remove 2", who=town.editor)
    assert "No other article tells this story." in await town.ask("!summary story 1")


async def test_the_list_of_articles_has_each_story_once(town: Town) -> None:
    await told_by_three(town)
    text = await town.ask("!articles")
    assert "**#4** **[Owner of stranded Skelwick ferry" in text
    assert re.search(r"also in \[Courier\]\(https://courier\.example/\d+\) #1, \[Echo\]\(.+\) #2\n", text)
    assert "**#1**" not in text
    assert "4 articles in 2 stories · page 1 of 1" in text
    assert "4 articles in 2 stories · page 1 of 1" in await town.ask("!articles today")
    await town.ask("!story part 4", who=town.editor)
    assert "4 articles in 3 stories · page 1 of 1" in await town.ask("!articles")


async def test_a_channel_gets_a_story_again_as_its_editors_want(announced: Town) -> None:
    town = announced
    mention = town.briefings.mention
    answer = await town.ask(f"!announce again {mention} 12 hours", who=town.editor)
    assert answer.startswith(f"From now on {mention} gets a story again after 12 hours.")
    assert f"{mention} — a story again after 12 hours" in await town.ask("!announce list", who=town.editor)
    assert "a story again after 12 hours" in await town.ask(f"!announce again {mention}", who=town.editor)
    await add(town, FERRY, "Courier")
    await town.deliver()
    town.resources.clock.move(13 * 3_600)  # type: ignore[attr-defined]  # the tests' clock
    await add(town, FERRY_REVISED, "Echo")
    assert await town.deliver() == 1
    assert "Posted again\nThe last post of this story was made more than 12 hours before." in shown(posts(town)[-1])
    assert "Also in" in shown(posts(town)[-1])
    assert "because the last post of this story was made more than 12 hours before" in await why(town, "2")
    answer = await town.slash("announce again", town.editor, channel=town.briefings, words="never")
    assert shown(answer).startswith(
        f"From now on {mention} gets each story once, unless a later report differs enough."
    )
    assert "again" not in await town.ask("!announce list", who=town.editor)


async def test_a_channel_gets_what_is_new_in_a_story(announced: Town) -> None:
    town = announced
    answer = await town.ask(f"!announce again {town.briefings.mention} new", who=town.editor)
    assert "gets a story again if something new is in it. An article that tells the same" in answer
    await add(town, FERRY, "Courier")
    await town.deliver()
    await add(town, FERRY_REVISED, "Echo")
    assert await town.deliver() == 0
    assert "too little in this one is new for another post" in await why(town, "2")
    news = (
        "Two engineers were treated for burns 31 hours later. A crack of 9 metres was found along the keel. The "
        "minister of transport promised an inquiry into the age of the fleet. "
    )
    await add(town, ("Ferry off Skelwick: 2 engineers hurt", news + FERRY[1]), "Post")
    assert await town.deliver() == 1
    told = "“2 engineers”, “31 hours”, “9 metres” and 3 of its 6 sentences"
    assert f"Posted again\nThe earlier articles do not have {told}." in shown(posts(town)[-1])


async def test_a_preview_knows_that_a_story_is_posted_once(announced: Town) -> None:
    town, mention = announced, announced.briefings.mention
    await add(town, FERRY, "Courier")
    await add(town, FERRY_REVISED, "Echo")
    preview = f"!announce preview {mention}"
    answer = await town.ask(preview, who=town.editor)
    assert "Would not be posted: #1 tells the same, and its post would name this one" in answer
    await town.ask(f"!announce filter {mention} -source:Echo", who=town.editor)
    assert "Would not be posted: the channel’s filter leaves out" in await town.ask(preview, who=town.editor)
    await town.ask(f"!announce filter {mention} source:Echo", who=town.editor)
    assert "would be posted: from “Echo”\n" in f"{await town.ask(preview, who=town.editor)}\n"
    await town.ask(f"!announce filter {mention} off", who=town.editor)
    await town.ask(f"!announce again {mention} 12 hours", who=town.editor)
    answer = await town.ask(preview, who=town.editor)
    assert "Would not be posted: #1 tells the same, and its post would be less than 12 hours old" in answer


async def test_a_preview_says_why_another_report_of_a_story_is_posted(announced: Town) -> None:
    town, mention = announced, announced.briefings.mention
    await add(town, FERRY, "Courier")
    await add(town, PAYMENT, "Echo")
    preview = f"!announce preview {mention}"
    said = "#1 is of the same story, but this one differs enough for a post of its own, or names other figures or days"
    assert f"would be posted: the channel gets all new articles; {said}" in await town.ask(preview, who=town.editor)
    await town.ask(f"!announce filter {mention} source:Echo", who=town.editor)
    assert said not in await town.ask(preview, who=town.editor)


async def test_a_preview_says_what_would_be_posted_again(announced: Town) -> None:
    town, mention = announced, announced.briefings.mention
    preview = f"!announce preview {mention}"
    for hours, (article, source) in (
        (0, (FERRY, "Courier")),
        (7, (FERRY_REVISED, "Echo")),
        (6, ((FERRY[0], FERRY[1] + " It was a cold day."), "Post")),
        (1, ((FERRY[0], FERRY[1] + " Nobody was hurt."), "Sun")),
    ):
        town.resources.clock.move(hours * 3_600)  # type: ignore[attr-defined]  # the tests' clock
        await add(town, article, source)
    answer = await town.ask(f"!announce again {mention} 12 hours", who=town.editor)
    assert answer.endswith(
        "2 of the last 4 articles would have been posted: `!announce preview #briefings` shows which."
    )
    answer = await town.ask(preview, who=town.editor)
    assert "#1 tells the same, but the last post of this story was made more than 12 hours before" in answer
    assert "Would not be posted: #3 tells the same, and its post would be less than 12 hours old" in answer
    assert "2 of the last 4 articles would be posted" in answer
    answer = await town.ask(f"!announce again {mention} new", who=town.editor)
    assert answer.endswith(
        "1 of the last 4 articles would have been posted: `!announce preview #briefings` shows which."
    )
    assert "tells the same, and too little in this one is new for another post" in await town.ask(
        preview, who=town.editor
    )
    news = (
        "Two engineers were treated for burns 31 hours later. A crack of 9 metres was found along the keel. The "
        "minister of transport promised an inquiry into the age of the fleet. "
    )
    await add(town, ("Ferry off Skelwick: 2 engineers hurt", news + FERRY[1]), "Globe")
    answer = await town.ask(preview, who=town.editor)
    assert "tells the same, but the earlier articles do not have “2 engineers”, “31 hours”, “9 metres”" in answer
    assert "2 of the last 5 articles would be posted" in answer


async def test_a_list_says_why_a_story_is_in_it_again(announced: Town) -> None:
    town = announced
    await town.ask(f"!announce again {town.briefings.mention} 1", who=town.editor)
    await add(town, FERRY, "Courier")
    await town.deliver()
    town.resources.clock.move(2 * 3_600)  # type: ignore[attr-defined]  # the tests' clock
    await add(town, FERRY_REVISED, "Echo")
    for index in range(6):
        await add(town, (f"Story {index}", f"Story {index} it was."), f"Paper{index}")
    await town.deliver()
    assert "posted again: the last post of this story was made more than 1 hour before" in shown(posts(town)[-1])


async def test_editors_see_the_story_of_what_they_are_about_to_add(town: Town) -> None:
    await add(town, FERRY, "Courier")
    title, text = FERRY_REVISED
    said = await town.reader.send(town.general, f"{title}\n\n{text}")
    preview = answer_to(await town.editor.context_menu(town.general, "Add to briefings", said))
    assert (
        "Same story\n#1 “Ferry runs aground off Skelwick with 140 people aboard” (Courier): "
        "nearly the same text as #1. Where that article was posted, its post will name this one."
    ) in shown(preview)
    other = await town.reader.send(town.general, "\n\n".join(STRIKE))
    preview = answer_to(await town.editor.context_menu(town.general, "Add to briefings", other))
    assert "Same story" not in shown(preview)


async def test_older_articles_get_their_stories_in_the_background(town: Town) -> None:
    await add(town, FERRY, "Courier")
    await town.services.older_stories.run()
    assert "No other article tells this story." in await town.ask("!story 1")


async def test_parting_tells_nothing_of_what_is_posted_in_other_servers(announced: Town) -> None:
    await add(announced, FERRY, "Courier", scope=SHARED)
    await add(announced, FERRY_REVISED, "Echo", scope=SHARED)
    two = await announced.services.library.find(SHARED, "2")
    assert await announced.newsroom.part_story(two, by=None, scope=announced.guild.id + 1) == []
    assert await announced.deliver() == 2
