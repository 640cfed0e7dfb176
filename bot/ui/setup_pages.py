"""The pages of the guided setup: for each step what it is about, what is set now, and how to choose or skip it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

import discord

from bot.models.guild_setup import STEPS, GuildSetup, SetupStep
from bot.models.guilds import DEFAULT_ZONE
from bot.plurals import plural
from bot.services.access import editors_of
from bot.services.setup_steps import STEP_NAMES
from bot.store.protocols.digests import schedule_in_words, time_zone
from bot.ui.button_ids import Action, ButtonAction
from bot.ui.feed_pages import MAX_ADDRESS, short_title
from bot.ui.limits import MAX_FIELD_VALUE, and_more, cut, join_within
from bot.ui.markup import code, escape
from bot.ui.reply import COLOUR, Button, Reply
from bot.ui.setup_choices import CHOICES, OTHER_ROW, STEPS_ROW, SetupView

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.models.guilds import Subscription

__all__ = [
    "FORMS",
    "NO_SUCH_CHANNEL",
    "NO_SUCH_ROLE",
    "feed_offer_page",
    "searching_page",
    "setup_offer",
    "setup_page",
]

ABOUT = {
    SetupStep.CHANNEL: "Choose the channel where new articles are posted. Without one, I only answer questions.",
    SetupStep.TIME_ZONE: "Choose the time zone of this server. Briefings come by its clock.",
    SetupStep.EDITORS: (
        "Choose a role whose members may add articles and feeds, correct them, and decide what is posted where. "
        "Members with Manage Server may do so in any case."
    ),
    SetupStep.FEED: (
        "Follow a news site: its new articles then come in by themselves. You see its last ones before anything is "
        "followed."
    ),
    SetupStep.BRIEFING: (
        "Choose when new articles are posted: each one at once, or all that is new in one briefing at set times."
    ),
}
FORMS = {
    Action.SETUP_ZONE: ("Time zone", "A city or the name of a time zone", "Madrid, or Asia/Kathmandu"),
    Action.SETUP_FEED: ("Follow a site", "The address of a news site or of its feed", "news.example.org"),
    Action.SETUP_DIGEST: ("Times of the briefing", "Days and times", "weekdays 07:30, or weekly sunday 18:00"),
}
"""The forms for what no menu offers: title, label of the field, and what may be typed there."""
NO_SUCH_CHANNEL = "That channel does not exist any more: choose another one."
NO_SUCH_ROLE = "That role does not exist any more: choose another one."
SKIPPED = 1
"""The argument that tells the button that skips a step from the one that names the next step."""


def setup_offer(prefix: str) -> Reply:
    """The message with which the bot introduces itself in a new server."""
    embed = discord.Embed(title="Hello! I keep a library of news articles", colour=COLOUR)
    embed.description = (
        "I tell you what an article says, who is in it and what it is about, word for word and with the source. New "
        f"articles come in from the sites that this server chooses. {code(f'{prefix}help')} shows what you can ask "
        "me.\n\n"
        "Do you manage this server? Then set me up in five short steps, each of which can be skipped: now, or later "
        f"with {code(f'{prefix}setup')}."
    )
    return Reply(embed, (Button("Start the setup", ButtonAction(Action.SETUP, SetupStep.CHANNEL)),))


def setup_page(view: SetupView, step: SetupStep) -> Reply:
    """A step of the setup, or the overview of what is set."""
    if step is SetupStep.OVERVIEW:
        return _overview(view)
    embed = _heading(step, view.said)
    embed.add_field(name="Now", value=NOW[step](view), inline=False)
    choices = CHOICES[step](view)
    return Reply(
        embed,
        (*choices.buttons, _onward(view.setup, step), *_steps(view.setup, step)),
        choices.menu,
        ButtonAction(Action.SETUP, step),
        entity_menu=choices.entity_menu,
    )


def searching_page(link: str) -> Reply:
    """Says that the feed of a site is being looked for."""
    embed = _heading(SetupStep.FEED)
    embed.description = f"Looking for the feed of {code(cut(link, MAX_ADDRESS))} …"
    return Reply(embed)


def feed_offer_page(view: SetupView, found: Reply, token: str) -> Reply:
    """``found`` is the page of a feed that may be followed, here with the setup's buttons."""
    step = SetupStep.FEED
    choices = (
        Button("Follow it", ButtonAction(Action.SETUP_FOLLOW, token), row=OTHER_ROW),
        Button("Another site …", ButtonAction(Action.SETUP_FEED), row=OTHER_ROW),
    )
    return replace(found, buttons=(*choices, _onward(view.setup, step), *_steps(view.setup, step)))


def _heading(step: SetupStep, said: str = "") -> discord.Embed:
    confirmed = f"✓ {said}" if said else ""
    title = f"Setup, step {STEPS.index(step) + 1} of {len(STEPS)}: {STEP_NAMES[step].lower()}"
    return discord.Embed(title=title, description="\n\n".join(filter(None, (confirmed, ABOUT[step]))), colour=COLOUR)


def _overview(view: SetupView) -> Reply:
    prefix = view.prefix
    embed = discord.Embed(
        title="What is set up in this server", description=f"✓ {view.said}" if view.said else None, colour=COLOUR
    )
    for number, step in enumerate(STEPS, start=1):
        embed.add_field(name=f"{number} {STEP_NAMES[step]}", value=NOW[step](view), inline=False)
    embed.set_footer(
        text=f"{prefix}brief tells what is new · {prefix}help shows everything else · the buttons change a step"
    )
    action = ButtonAction(Action.SETUP, SetupStep.OVERVIEW)
    return Reply(embed, tuple(_steps(view.setup, SetupStep.OVERVIEW)), action=action)


def _onward(setup: GuildSetup, step: SetupStep) -> Button:
    label = "Next" if step in setup.done else "Skip"
    if step.following is SetupStep.OVERVIEW:
        label = "Finish"
    return Button(label, ButtonAction(Action.SETUP, step.following, SKIPPED), row=OTHER_ROW)


def _steps(setup: GuildSetup, shown: SetupStep) -> Iterable[Button]:
    """A button to each step, with a mark where something is set."""
    for number, step in enumerate(STEPS, start=1):
        label = f"{'✓' if step in setup.done else number} {STEP_NAMES[step]}"
        yield Button(label, ButtonAction(Action.SETUP, step), current=step is shown, row=STEPS_ROW)


def _channels_now(view: SetupView) -> str:
    mentions = [f"<#{sub.channel_id}>" for sub in view.setup.channels]
    if not mentions:
        return "New articles are not posted anywhere."
    return f"New articles are posted in {join_within(mentions, MAX_FIELD_VALUE // 2, and_more, ', ')}."


def _zone_now(view: SetupView) -> str:
    zone = view.setup.time_zone or DEFAULT_ZONE
    chosen = escape(zone) if view.setup.time_zone else f"{zone}, since none was chosen"
    return f"{chosen}. It is {view.now.astimezone(time_zone(zone)):%H:%M} there."


def _editors_now(view: SetupView) -> str:
    return f"Editors are {editors_of(view.setup.editor_role_id)}."


def _feeds_now(view: SetupView) -> str:
    feeds = view.setup.feeds
    if not feeds:
        return "No site is followed."
    titles = [short_title(feed.title) for feed in feeds]
    return f"{plural(len(feeds), 'feed')}: {join_within(titles, MAX_FIELD_VALUE // 2, and_more, ', ')}"


def _briefings_now(view: SetupView) -> str:
    if not view.setup.channels:
        return "No channel gets posts: choose one in step 1 first."
    return join_within(map(_posting, view.setup.channels), MAX_FIELD_VALUE, and_more)


def _posting(sub: Subscription) -> str:
    schedule = sub.limits.digest
    when = "each new article at once" if schedule is None else f"a briefing {escape(schedule_in_words(schedule))}"
    return f"<#{sub.channel_id}> gets {when}."


NOW: dict[SetupStep, Callable[[SetupView], str]] = {
    SetupStep.CHANNEL: _channels_now,
    SetupStep.TIME_ZONE: _zone_now,
    SetupStep.EDITORS: _editors_now,
    SetupStep.FEED: _feeds_now,
    SetupStep.BRIEFING: _briefings_now,
}
