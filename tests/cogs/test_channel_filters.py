"""What editors set for a channel: which articles it gets, and when."""

from __future__ import annotations

import pytest
from conftest import FORMS, Town, shown

from bot.models.articles import Draft

NO_DAILY = " No article here is from “Daily” so far."
HARBOUR = "Harbour reopens\n\nThe harbour opened again on Monday. Mayor Ann Lee said ships came in."
MATCH = (
    "Rovers win the cup final\n\nRovers won the football cup final on Sunday. The striker scored twice, and the coach "
    "praised the team. Fans of the club sang in the stadium."
)


@pytest.fixture
async def announced(town: Town) -> Town:
    """A server whose new articles are posted in #briefings."""
    await town.ask(f"!announce on {town.briefings.mention}", who=town.editor)
    return town


def posted(town: Town) -> list[str]:
    """The bot's messages in #briefings."""
    return [shown(message) for message in town.briefings.history() if message.author.bot]


async def give(town: Town, form: str, what: str, words: str) -> str:
    """What an editor's ``announce what`` for #briefings is answered."""
    options = {"channel": town.briefings, **({"words": words} if words else {})}
    typed = f"announce {what} {town.briefings.mention} {words}"
    return shown(await town.give(form, typed, f"announce {what}", town.editor, **options))


@pytest.mark.parametrize("form", FORMS)
async def test_a_filter_decides_which_articles_are_posted(announced: Town, form: str) -> None:
    town = announced
    answer = await give(town, form, "filter", 'theme:Sport -"transfer rumours"')
    mention = town.briefings.mention
    assert answer == (
        f"From now on {mention} gets only articles on the theme “Sport”, but none with “transfer rumours”."
    )
    await town.ask(f"!add {HARBOUR}", who=town.editor)
    await town.ask(f"!add {MATCH}", who=town.editor)
    assert await town.deliver() == 1
    (post,) = posted(town)
    assert "Rovers win the cup final" in post
    why = await town.ask("!why 1", who=town.editor)
    assert f"{mention} — not posted: the channel’s filter asks for articles on the theme “Sport”" in why
    assert await give(town, form, "filter", "off") == f"From now on {mention} gets all new articles."
    await town.ask("!add Old pier closes\n\nThe pier closed.", who=town.editor)
    assert await town.deliver() == 1


async def test_a_new_filter_is_tried_on_the_last_articles(announced: Town) -> None:
    town = announced
    await town.ask(f"!add {HARBOUR}", who=town.editor)
    await town.ask(f"!add {MATCH}", who=town.editor)
    answer = await give(town, "prefix", "filter", "theme:Sport")
    assert answer.endswith(
        "1 of the last 2 articles would have been posted: `!announce preview #briefings` shows which."
    )
    preview = await town.ask(f"!announce preview {town.briefings.mention}", who=town.editor)
    once = "each story once, unless a later report differs enough."
    assert f"{town.briefings.mention} gets only articles on the theme “Sport”; {once}" in preview
    assert "Rovers win the cup final**\nwould be posted: on the theme “Sport”" in preview
    assert (
        "Would not be posted: the channel’s filter asks for articles on the theme “Sport”\n**#1** Harbour reopens"
        in preview
    )
    assert "1 of the last 2 articles would be posted" in preview


async def test_a_preview_says_each_reason_once_below_what_would_be_posted(announced: Town) -> None:
    town = announced
    await town.ask(f"!add {MATCH}", who=town.editor)
    for number in range(4):
        await town.ask(
            f"!add Pier {number} closes\n\nPier {number} closed on Monday, {'so ' * number}.", who=town.editor
        )
    await give(town, "prefix", "filter", "theme:Sport")
    preview = await town.ask(f"!announce preview {town.briefings.mention}", who=town.editor)
    assert preview.count("Would not be posted") == 1
    assert preview.index("Rovers win") < preview.index("Would not be posted") < preview.index("**#5** Pier 3 closes\n")


@pytest.mark.parametrize("form", FORMS)
async def test_a_filter_by_an_outlet_without_articles_says_so(announced: Town, form: str) -> None:
    town = announced
    await town.newsroom.add(town.guild.id, Draft("Pier closes", "The pier closed. It is old.", source="Reuters"))
    answer = await give(town, form, "filter", "source:Rueters,Xyzzy")
    assert "No article here is from “Rueters” so far; the nearest name is “Reuters”." in answer
    assert "No article here is from “Xyzzy” so far. " in answer
    assert "No article here" not in await give(town, form, "filter", "source:reuters")


async def test_the_preview_of_a_channel_without_a_filter_shows_what_is_posted(announced: Town) -> None:
    town = announced
    empty = await town.ask(f"!announce preview {town.briefings.mention}", who=town.editor)
    assert f"No filter is set. {town.briefings.mention} gets all new articles; each story once, unless" in empty
    await town.ask(f"!add {HARBOUR}", who=town.editor)
    assert "would be posted: the channel gets all new articles" in await town.ask(
        f"!announce preview {town.briefings.mention}", who=town.editor
    )


@pytest.mark.parametrize(
    ("typed", "understood"),
    [
        ("filter {mention} who:Lee", "only articles naming Lee."),
        ("filter who:Lee {mention}", "only articles naming Lee."),
        ("filter #briefings “ship’s crew”", "only articles with “ship’s crew”."),
        ("filter general strike #briefings", "only articles with “general” and “strike”."),
        ("filter {mention} “#hashtag”", "only articles with “hashtag”."),
    ],
)
async def test_the_channel_stands_before_or_behind_the_filter(announced: Town, typed: str, understood: str) -> None:
    town = announced
    answer = await town.ask(f"!announce {typed.format(mention=town.briefings.mention)}", who=town.editor)
    assert answer == f"From now on {town.briefings.mention} gets {understood}"


@pytest.mark.parametrize(
    ("typed", "hint", "unknown"),
    [
        ("who:Ann Lee", 'who:"Ann Lee"', ""),
        ("source:Daily Planet", 'source:"The Times"', NO_DAILY),
        ("who:Ann source:Daily Planet", 'who:"Ann Lee"` or `source:"The Times"', NO_DAILY),
    ],
)
async def test_what_may_be_a_name_of_several_words_is_hinted_at(
    announced: Town, typed: str, hint: str, unknown: str
) -> None:
    answer = await give(announced, "prefix", "filter", typed)
    assert answer.endswith(f". A name of several words needs quotation marks, as in `{hint}`.{unknown}")
    for clear in ('who:"Ann Lee" Planet', "who:Lee strike", "Planet theme:Sport"):
        assert "quotation marks" not in await give(announced, "prefix", "filter", clear)


async def test_a_name_of_a_channel_without_its_mark_is_a_word(announced: Town) -> None:
    town = announced
    answer = await town.ask("!announce filter briefings today", who=town.editor)
    assert answer == (
        f"New articles are posted in {town.briefings.mention}, not in {town.general.mention}: name such a channel, or "
        "type !announce on there."
    )


@pytest.mark.parametrize(
    "typed",
    [
        "limit 5 a day",
        "limit",
        "quiet 22:00-07:00",
        "filter tug",
        "again never",
        "digest daily 08:00",
        "digest test",
        "preview",
        "style compact",
        "picture on",
        "role none",
    ],
)
async def test_a_channel_without_posts_is_named_with_those_that_get_them(town: Town, typed: str) -> None:
    here = town.general.mention
    answer = await town.ask(f"!announce {typed}", who=town.editor)
    assert answer == f"New articles are not posted in {here} or any other channel yet: type !announce on there first."
    others = [town.guild.create_text_channel(f"news-{n}") for n in range(7)]
    for count, channel in enumerate(others, 1):
        await town.ask(f"!announce on {channel.mention}", who=town.editor)
        answer = await town.ask(f"!announce {typed}", who=town.editor)
        named = [other.mention for other in others[: min(count, 5)]]
        named += [f"{count - 5} more"] if count > 5 else []
        said = " and ".join([", ".join(named[:-1]), named[-1]] if count > 1 else named)
        assert answer.startswith(f"New articles are posted in {said}, not in {here}: "), answer


@pytest.mark.parametrize(
    ("typed", "refused"),
    [
        ("filter #nowhere tug", "There is no channel #nowhere here. To filter by a word, leave the # out."),
        ("filter tug #nowhere", "There is no channel #nowhere here. To filter by a word, leave the # out."),
        ("filter tug #nowhere boat", "There is no channel #nowhere here. To filter by a word, leave the # out."),
        ("filter {mention} tug #nowhere", "There is no channel #nowhere here. To filter by a word, leave the # out."),
        ("filter <#123456789012345678> tug", "There is no channel <#123456789012345678> here."),
        ("filter tug #general boat", "#general is a channel: name one channel, before or behind all other words."),
        ("filter {mention} tug #general", "#general is a channel: name one channel, before or behind all other words."),
        ("limit #nowhere 5 a day", "There is no channel #nowhere here. Name a text channel, thread or forum of this"),
        ("quiet 22-7 #nowhere", "There is no channel #nowhere here. Name a text channel, thread or forum of this"),
        ("again #nowhere never", "There is no channel #nowhere here. Name a text channel, thread or forum of this"),
        ("approval #nowhere", "There is no channel #nowhere here. Create it first, or name a channel that exists."),
        ("filter {mention} theme:Xyzzy", "There is no theme “Xyzzy”. Choose one of these: Arts"),
        ("filter {mention} after:2026-11-01", "after: is for searches"),
        ("limit {mention} lots", "“lots” is no limit that I understand: write it as 5 a day, or off."),
        ("quiet {mention} night", "“night” are no hours that I understand: write them as 22:00-07:00, or off."),
        ("limit #general 5", "New articles are posted in {mention}, not in <#"),
        ("preview #general", "New articles are posted in {mention}, not in <#"),
    ],
)
async def test_what_cannot_be_set_is_refused_with_what_to_do(announced: Town, typed: str, refused: str) -> None:
    town = announced
    answer = await town.ask(f"!announce {typed.format(mention=town.briefings.mention)}", who=town.editor)
    assert answer.replace("\\", "").startswith(refused.format(mention=town.briefings.mention))


@pytest.mark.parametrize("form", FORMS)
async def test_what_a_daily_limit_holds_back_comes_together_a_day_later(announced: Town, form: str) -> None:
    town = announced
    answer = await give(town, form, "limit", "1 a day")
    assert answer == (
        f"Posts in {town.briefings.mention} are limited: at most 1 post in 24 hours. What is held back comes "
        "together in one post afterwards."
    )
    for title in ("One", "Two", "Three"):
        await town.newsroom.add(town.guild.id, Draft(title, f"{title} it was. And so on."))
    assert await town.deliver() == 1
    why = await town.ask("!why 2", who=town.editor)
    due = int(town.resources.clock().timestamp()) + 24 * 3_600
    assert f"waiting (the limit is 1 post in 24 hours), due <t:{due}:R>" in why
    assert "waiting behind #2, which waits (the limit is 1 post in 24 hours)" in await town.ask(
        "!why 3", who=town.editor
    )
    town.resources.clock.move(24 * 3_600)  # type: ignore[attr-defined]
    await town.deliver()
    one, both = posted(town)
    assert "One" in one
    assert both.startswith("2 new articles\n")
    assert "Two" in both
    assert "Three" in both
    assert await town.deliver() == 0


@pytest.mark.parametrize("form", FORMS)
async def test_quiet_hours_hold_posts_back_until_they_end(announced: Town, form: str) -> None:
    town = announced
    now = town.resources.clock()
    hours = f"{now:%H}:00-{(now.hour + 2) % 24:02}:00"
    answer = await give(town, form, "quiet", hours)
    start, end = hours.split("-")
    assert answer == (
        f"Posts in {town.briefings.mention} are limited: none from {start} to {end} (UTC). What is held back comes "
        "together in one post afterwards. Another time zone may stand behind the hours, as in 22:00-07:00 "
        "Europe/Berlin."
    )
    await town.ask(f"!add {HARBOUR}", who=town.editor)
    assert await town.deliver() == 0
    assert f"waiting (quiet hours, from {start} to {end} (UTC)), due <t:" in await town.ask("!why 1", who=town.editor)
    assert await give(town, form, "quiet", "off") == (
        f"{town.briefings.mention} now has no quiet hours: new articles are posted at once."
    )
    assert await town.deliver() == 1


@pytest.mark.parametrize("form", FORMS)
async def test_the_list_shows_each_channels_rules_as_one_sentence(announced: Town, form: str) -> None:
    town = announced
    await give(town, form, "filter", "theme:Sport who:*Lee*")
    await give(town, form, "limit", "5")
    await give(town, form, "quiet", "10pm-7am London")
    rules = (
        "only articles on the theme “Sport”, naming *Lee*; at most 5 posts in 24 hours and none from 22:00 to 07:00 "
        "(Europe/London)"
    )
    listed = (await town.ask("!announce list", who=town.editor)).replace("\\", "")
    assert f"{town.briefings.mention} — {rules}\n" in listed
    for what in ("filter", "limit", "quiet", "again"):
        answer = (await give(town, form, what, "")).replace("\\", "")
        assert answer.startswith(
            f"{town.briefings.mention} gets {rules.replace(' and none', '; none')}; each story once, unless"
        )


async def test_what_is_not_set_is_said_to_be_so(announced: Town) -> None:
    for what, state in (
        ("filter", "No filter is set."),
        ("limit", "No daily limit is set."),
        ("quiet", "No quiet hours are set."),
    ):
        assert (await give(announced, "prefix", what, "")).startswith(f"{state}\n\n"), what


async def test_a_limit_that_is_removed_is_said_to_be_gone_and_what_still_holds(announced: Town) -> None:
    mention = announced.briefings.mention
    await give(announced, "prefix", "limit", "5 a day")
    await give(announced, "prefix", "quiet", "22-7")
    assert await give(announced, "prefix", "limit", "off") == (
        f"{mention} now has no daily limit. Posts there are still limited: none from 22:00 to 07:00 (UTC). "
        "What is held back comes together in one post afterwards."
    )
    await give(announced, "prefix", "quiet", "off")
    assert await give(announced, "prefix", "limit", "off") == (
        f"{mention} now has no daily limit: new articles are posted at once."
    )


async def test_a_filter_that_none_of_the_last_articles_passes_points_to_the_reasons(announced: Town) -> None:
    await announced.ask(f"!add {HARBOUR}", who=announced.editor)
    answer = await give(announced, "prefix", "filter", "zeppelin")
    assert answer.endswith("The last article would not have been posted: `!announce preview #briefings` shows why.")


async def test_a_preview_shows_each_of_many_long_titles_below_its_reason(announced: Town) -> None:
    town = announced
    for number in range(21):
        title = f"{number} " + "A very long headline about the harbour and its many quiet piers " * 4
        await town.newsroom.add(town.guild.id, Draft(title[:250].strip(), f"{number} it was. And so on."))
    await give(town, "prefix", "filter", "theme:“Economy, business and finance” theme:“Labour and employment”")
    preview = await town.ask(f"!announce preview {town.briefings.mention}", who=town.editor)
    assert preview.count("Would not be posted: the channel’s filter asks for articles on the theme “Economy") == 1
    assert [number for number in range(1, 22) if f"**#{number}** " in preview] == list(range(2, 22))
    assert "None of the last 20 articles would be posted" in preview
