"""What posts show: one article, lists, forums, roles, corrections; and what is posted at all."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

from conftest import SEEDS, Clock, Town, buttons, options, shown
from scenarios.posting import TEXT, add, posts, titles, why

from bot.models.articles import Draft
from bot.text.summaries.length import POST_WORDS

ROOT = Path(__file__).parents[2]


async def test_a_post_has_headline_sentences_actors_themes_link_and_buttons(announced: Town) -> None:
    text = SEEDS.joinpath("000_a960c30da92131fb.txt").read_text(encoding="utf-8")
    url = "https://news.example/takaichi"
    file = ("a.txt", f"Source: The Paper\nDate: 2026-11-22\nURL: {url}\n{text}".encode())
    await announced.ask("!add", who=announced.editor, attachments=[file])
    assert await announced.deliver() == 1
    (post,) = announced.briefings.history()
    (embed,) = post.embeds
    assert embed.author.name == "New article · The Paper"
    assert embed.title == "Japan’s Prime Minister Takaichi Engages Trump on Trade and Security"
    assert embed.url == url
    sentences = (embed.description or "").split("\n\n")
    assert abs(len(" ".join(sentences).replace("• ", "").split()) - POST_WORDS) <= 20
    assert all(sentence.removeprefix("• ") in text for sentence in sentences)
    fields = {field.name: field.value or "" for field in embed.fields}
    assert "**Sanae Takaichi** — “Japan’s new Prime Minister”" in fields["Who"]
    assert "Trade" in fields["Themes"]
    assert embed.footer.text == f"#1 · {len(sentences)} of 24 sentences, word for word: 1 to 3 · 22 November 2026"
    assert embed.timestamp is None
    assert list(buttons(post)) == ["Summary", "Actors", "Themes", "Full text", "Source"]
    assert buttons(post)["Source"].url == url


async def test_nothing_in_an_article_pings_formats_or_links(announced: Town) -> None:
    text = "@everyone **look** at [this](https://evil.example) <@&1>. # Big `code` ||hidden|| https://evil.example now."
    await announced.newsroom.add(announced.guild.id, Draft("@here *New* [x](https://evil.example)", text))
    await announced.deliver()
    (post,) = announced.briefings.history()
    assert not post.mention_everyone
    assert post.mentions == post.role_mentions == []
    said = re.sub(r"\\.", "", f"{post.content}{post.embeds[0].title}{post.embeds[0].description}")
    for live in ("@everyone", "@here", "[", "](", "https://", "*", "`", "||", "<@", "# "):
        assert live not in said, live


async def test_the_first_load_of_a_folder_posts_nothing_and_a_later_seed_is_posted(town: Town, tmp_path: Path) -> None:
    await town.newsroom.load_seeds(SEEDS)
    await town.ask(f"!announce on {town.briefings.mention}", who=town.editor)
    assert await town.deliver() == 0
    (tmp_path / "first.txt").write_text("Old news\n\nThe harbour closed.", encoding="utf-8")
    await town.newsroom.load_seeds(tmp_path)
    assert await town.deliver() == 0
    (tmp_path / "later.txt").write_text("Harbour reopens\n\nThe harbour opened again.", encoding="utf-8")
    for _ in range(2):
        await town.newsroom.load_seeds(tmp_path)
        await town.deliver()
    assert titles(town.briefings) == ["Harbour reopens"]


async def test_a_restored_article_is_not_posted_again(announced: Town) -> None:
    await add(announced, "Story")
    await announced.deliver()
    await announced.ask("!remove 1", who=announced.editor)
    await announced.ask("!restore 1", who=announced.editor)
    assert await announced.deliver() == 0
    assert len(announced.briefings.history()) == 1


async def test_an_article_removed_before_it_was_posted_is_not_posted(announced: Town) -> None:
    await add(announced, "Story")
    await announced.ask("!remove 1", who=announced.editor)
    await add(announced, "Other")
    assert await announced.deliver() == 1
    assert titles(announced.briefings) == ["Other"]


async def test_each_channel_gets_every_article_once_in_order(announced: Town) -> None:
    await announced.ask("!announce on", who=announced.editor)
    for title in ("One", "Two", "Three"):
        await add(announced, title)
    assert await announced.deliver() == 6
    assert titles(announced.briefings) == ["One", "Two", "Three"]
    assert [title for title in titles(announced.general) if title] == ["One", "Two", "Three"]
    assert await announced.deliver() == 0


async def test_seven_articles_at_once_are_one_post_with_a_list(announced: Town) -> None:
    for i in range(7):
        await add(announced, f"Story number {i}")
    assert await announced.deliver() == 1
    (post,) = posts(announced)
    text = shown(post)
    assert text.startswith("7 new articles")
    assert all(f"**#{i + 1}** **Story number {i}**" in text for i in range(7))
    assert list(buttons(post)) == ["All articles"]
    assert list(options(post)) == [f"#{i + 1} Story number {i}" for i in range(7)]
    assert "in one list with others" in await announced.ask("!why 3", who=announced.editor)


async def test_five_articles_are_five_posts_and_the_sixth_waits(announced: Town, clock: Clock) -> None:
    for i in range(5):
        await add(announced, f"Story number {i}")
    assert await announced.deliver() == 5
    await add(announced, "One more")
    assert await announced.deliver() == 0
    assert "come as one list" in await announced.ask("!why latest", who=announced.editor)
    clock.move(61)
    assert await announced.deliver() == 1
    assert "One more" in shown(posts(announced)[-1])


async def test_an_edit_and_a_removal_reach_the_post(announced: Town) -> None:
    article = await add(announced, "First wording")
    await announced.deliver()
    changed, _ = await announced.newsroom.edit(article, Draft("Second wording", "It rained. It stopped."), by=1)
    assert await announced.follow_up() == 1
    (post,) = posts(announced)
    assert "Second wording" in shown(post)
    assert "edited since" in shown(post)
    await announced.newsroom.remove(changed, by=1)
    said = await why(announced)
    first = said.splitlines()[1]  # below the heading
    assert re.fullmatch(r"\*\*This article was removed\*\* <t:\d+:R>: `!restore 1` brings it back\.", first)
    assert await announced.follow_up() == 1
    (post,) = posts(announced)
    assert "~~Second wording~~\nThis article was removed." in shown(post)
    assert buttons(post) == {}
    await announced.newsroom.restore(replace(changed), by=1)
    assert "removed" not in await why(announced)
    assert await announced.follow_up() == 1
    assert "This article was removed" not in shown(posts(announced)[0])


async def test_the_text_above_a_post_is_its_headline_as_it_is_now(announced: Town) -> None:
    role = announced.guild.create_role("Newshounds", mentionable=True)
    await announced.ask(f"!announce role <@&{role.id}> {announced.briefings.mention}", who=announced.editor)
    article = await add(announced, "First *wording*\nof <@&1>")
    await announced.deliver()
    assert posts(announced)[0].content == rf"<@&{role.id}> First \*wording\* of \<@&1\>"
    article, _ = await announced.newsroom.edit(article, Draft("Second wording", "It rained. It stopped."), by=1)
    await announced.follow_up()
    assert posts(announced)[0].content == f"<@&{role.id}> Second wording"
    announced.env.backend.delete_role(announced.guild.id, role.id)
    await announced.env.settle()
    article, _ = await announced.newsroom.edit(article, Draft("Third wording", "It rained. It stopped."), by=1)
    await announced.follow_up()
    assert posts(announced)[0].content == "Third wording"
    await announced.newsroom.remove(article, by=1)
    await announced.follow_up()
    assert posts(announced)[0].content == ""


async def test_the_text_above_a_list_says_how_many_there_are(announced: Town) -> None:
    for i in range(6):
        await add(announced, f"Story number {i}")
    await announced.deliver()
    assert posts(announced)[0].content == "6 new articles"


async def test_a_compact_post_is_the_headline_with_one_sentence_also_after_an_edit(announced: Town) -> None:
    said = await announced.ask(f"!announce style compact {announced.briefings.mention}", who=announced.editor)
    assert said == (
        f"New posts in {announced.briefings.mention} will be compact from now on: headline and one key sentence."
    )
    draft = Draft("Harbour reopens", TEXT, "https://news.example/a", "The Paper", "Ann Lee")
    article, _ = await announced.newsroom.add(announced.guild.id, draft)
    await announced.deliver()
    for heading, footer in (("Harbour reopens", "word for word"), ("Harbour is open", "word for word, edited since")):
        (post,) = posts(announced)
        (embed,) = post.embeds
        assert (embed.author.name, embed.title) == ("New article · The Paper · by Ann Lee", heading)
        assert embed.description in ("• The minister spoke on Monday.", "• Trade was discussed.")
        assert embed.fields == []
        assert embed.footer.text.startswith(f"#1 · 1 of 2 sentences, {footer}")
        assert list(buttons(post)) == ["Summary", "Source"]
        await announced.newsroom.edit(article, replace(draft, title="Harbour is open"), by=1)
        await announced.follow_up()
        article = await announced.services.library.find(announced.guild.id, "1")
    assert "compact posts" in await announced.ask("!announce", who=announced.editor)
    await announced.ask(f"!announce style full {announced.briefings.mention}", who=announced.editor)
    assert "compact" not in await announced.ask("!announce list", who=announced.editor)


async def test_the_picture_of_the_page_is_shown_where_an_editor_wants_it(announced: Town) -> None:
    picture = "https://media.example/ferry.jpg"
    for number, wanted in enumerate(("off", "on")):
        said = await announced.ask(f"!announce picture {wanted} {announced.briefings.mention}", who=announced.editor)
        assert ("no picture" in said) == (wanted == "off")
        draft = Draft(f"Story {number}", f"{TEXT} Day {number}.", picture=picture)
        await announced.newsroom.add(announced.guild.id, draft)
        await announced.deliver()
        await announced.ask(f"!announce test {announced.briefings.mention}", who=announced.editor)
    assert [post.embeds[0].thumbnail.url for post in posts(announced)] == [None, None, picture, picture]
    assert "with pictures" in await announced.ask("!announce", who=announced.editor)


async def test_a_removal_is_marked_in_a_list(announced: Town) -> None:
    articles = [await add(announced, f"Story number {i}") for i in range(6)]
    await announced.deliver()
    await announced.newsroom.remove(articles[2], by=1)
    await announced.follow_up()
    text = shown(posts(announced)[0])
    assert "~~Story number 2~~\nThis article was removed." in text
    assert "**Story number 3**" in text


async def test_the_post_of_an_edited_article_that_was_deleted_stays_away(announced: Town) -> None:
    article = await add(announced, "First wording")
    await announced.deliver()
    await posts(announced)[0].delete()
    await announced.newsroom.edit(article, Draft("Second wording", "It rained. It stopped."), by=1)
    assert await announced.follow_up() == 1
    assert posts(announced) == []


async def test_a_forum_gets_a_thread_for_each_article(town: Town) -> None:
    forum = town.guild.create_forum_channel("news-forum")
    assert "will be posted" in await town.ask(f"!announce on <#{forum.id}>", who=town.editor)
    await add(town, "A forum story")
    assert await town.deliver() == 1
    guild = town.bot.get_guild(town.guild.id)
    assert guild is not None
    (thread,) = guild.threads
    assert (thread.name, thread.parent_id) == ("A forum story", forum.id)
    (handle,) = forum.threads
    assert handle.last_message is not None
    assert handle.last_message.content == ""  # the thread's name is the headline
    assert f"{thread.id}" in (await town.say(town.editor, "!why latest")).embeds[0].description  # type: ignore[union-attr,operator]


async def test_a_role_is_mentioned_only_if_an_editor_set_it(announced: Town) -> None:
    role = announced.guild.create_role("Newshounds", mentionable=True)
    await add(announced, "Quiet story")
    await announced.deliver()
    said = await announced.ask(f"!announce role <@&{role.id}> <#{announced.briefings.id}>", who=announced.editor)
    assert f"mention <@&{role.id}>" in said
    await add(announced, "Loud story @everyone", f"<@&{role.id}> @here @everyone")
    await announced.deliver()
    quiet, loud = posts(announced)
    assert quiet.content == "Quiet story"
    assert loud.content == f"<@&{role.id}> Loud story @\u200beveryone"
    assert [r.id for r in loud.role_mentions] == [role.id]
    assert not loud.mention_everyone
    await announced.ask(f"!announce role none <#{announced.briefings.id}>", who=announced.editor)


async def test_a_button_of_a_post_answers_anyone_who_clicks(announced: Town) -> None:
    await add(announced, "Story to click")
    await announced.deliver()
    (post,) = posts(announced)
    result = await announced.reader.click(post, label="Summary")
    assert "Story to click" in shown(result.response)
