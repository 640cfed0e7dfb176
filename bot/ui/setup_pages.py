"""The pages of the guided setup: for each step what it is about, what is set now, and how to choose or skip it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

import discord

from bot.models.guild_setup import STEPS, GuildSetup, SetupStep
from bot.models.guilds import DEFAULT_ZONE
from bot.plurals import plural
from bot.services.access import editors_of
from bot.services.filters.typed_digest import parse_digest
from bot.store.protocols.digests import schedule_in_words, time_zone
from bot.ui.button_ids import Action, ButtonAction
from bot.ui.entity_menus import EntityMenu
from bot.ui.feed_pages import MAX_ADDRESS, short_title
from bot.ui.limits import MAX_FIELD_VALUE, and_more, cut, join_within
from bot.ui.markup import code, escape
from bot.ui.menus import Menu, Option
from bot.ui.reply import COLOUR, Button, Reply

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.models.guilds import Subscription

__all__ = [
    "FORMS",
    "NO_ROLE",
    "NO_SUCH_CHANNEL",
    "NO_SUCH_ROLE",
    "SetupView",
    "feed_offer_page",
    "searching_page",
    "setup_offer",
    "setup_page",
]

NAMES = {
    SetupStep.CHANNEL: "Channel",
    SetupStep.TIME_ZONE: "Time zone",
    SetupStep.EDITORS: "Editors",
    SetupStep.FEED: "Feed",
    SetupStep.BRIEFING: "Briefing",
}
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
NO_ROLE = ""
"""In place of the id of a role: there is no editor role."""
ZONES = (
    "Pacific/Honolulu", "America/Los_Angeles", "America/Denver", "America/Chicago", "America/New_York",
    "America/Bogota", "America/Sao_Paulo", "America/Argentina/Buenos_Aires", "UTC", "Europe/London",
    "Africa/Lagos", "Europe/Berlin", "Africa/Johannesburg", "Africa/Cairo", "Europe/Athens", "Europe/Istanbul",
    "Europe/Moscow", "Africa/Nairobi", "Asia/Dubai", "Asia/Kolkata", "Asia/Jakarta", "Asia/Shanghai",
    "Asia/Tokyo", "Australia/Sydney", "Pacific/Auckland",
)  # fmt: skip
"""Time zones of the menu, from west to east; any other one can be typed."""
TIMES = {
    "off": "Each article at once",
    "daily 07:00": "A briefing daily at 07:00",
    "daily 08:00": "A briefing daily at 08:00",
    "daily 18:00": "A briefing daily at 18:00",
    "daily 08:00 and 18:00": "A briefing daily at 08:00 and 18:00",
    "weekdays 08:00": "A briefing on weekdays at 08:00",
    "weekdays 08:00 and 18:00": "A briefing on weekdays at 08:00 and 18:00",
    "weekly monday 08:00": "A briefing on Mondays at 08:00",
    "weekly friday 16:00": "A briefing on Fridays at 16:00",
}
"""Schedules of the menu, as they are typed and as they are shown; any other one can be typed."""
SKIPPED = 1
"""The argument that tells the button that skips a step from the one that names the next step."""
MAX_CHANNEL_BUTTONS = 3
CHOICE_ROW, OTHER_ROW, STEPS_ROW = range(3)
"""The rows of components: the menu, more choices with the button to the next step, and the buttons to each step."""


@dataclass(frozen=True, slots=True)
class SetupView:
    """What the pages show: what is set, the names of channels by id, the time, and ``said``, what was just done.

    ``channel`` is the id of the channel whose briefing is chosen, if the first one is not meant.
    """

    setup: GuildSetup
    names: Mapping[int, str]
    prefix: str
    now: datetime
    said: str = ""
    channel: int | None = None


@dataclass(frozen=True, slots=True)
class _Choices:
    """What can be chosen in a step."""

    buttons: tuple[Button, ...] = ()
    menu: Menu | None = None
    entity_menu: EntityMenu | None = None


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


def _shown_channel(view: SetupView) -> Subscription | None:
    """The channel whose briefing is chosen."""
    channels = view.setup.channels
    return next((sub for sub in channels if sub.channel_id == view.channel), channels[0] if channels else None)


def _heading(step: SetupStep, said: str = "") -> discord.Embed:
    confirmed = f"✓ {said}" if said else ""
    title = f"Setup, step {STEPS.index(step) + 1} of {len(STEPS)}: {NAMES[step].lower()}"
    return discord.Embed(title=title, description="\n\n".join(filter(None, (confirmed, ABOUT[step]))), colour=COLOUR)


def _overview(view: SetupView) -> Reply:
    prefix = view.prefix
    embed = discord.Embed(
        title="What is set up in this server", description=f"✓ {view.said}" if view.said else None, colour=COLOUR
    )
    for number, step in enumerate(STEPS, start=1):
        embed.add_field(name=f"{number} {NAMES[step]}", value=NOW[step](view), inline=False)
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
        label = f"{'✓' if step in setup.done else number} {NAMES[step]}"
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


def _channel_choices(view: SetupView) -> _Choices:
    channels = view.setup.channels
    placeholder = "Choose another channel, too" if channels else "Choose a channel"
    stops = tuple(
        Button(
            f"Stop posting in {_channel_name(view, sub)}", _about_channel(Action.SETUP_CHANNEL_OFF, sub), row=OTHER_ROW
        )
        for sub in channels[:MAX_CHANNEL_BUTTONS]
    )
    return _Choices(stops, entity_menu=EntityMenu(placeholder, ButtonAction(Action.SETUP_CHANNEL)))


def _zone_choices(view: SetupView) -> _Choices:
    options = (
        Option(_zone_label(zone, view.now), ButtonAction(Action.SETUP_ZONE, zone), zone == view.setup.time_zone)
        for zone in ZONES
    )
    other = Button("Another time zone …", ButtonAction(Action.SETUP_ZONE), row=OTHER_ROW)
    return _Choices((other,), Menu("Choose a time zone", tuple(options), CHOICE_ROW))


def _zone_label(zone: str, now: datetime) -> str:
    """A zone by its city, with its present offset: ``New York (UTC-5)``."""
    city, offset = zone.rpartition("/")[2].replace("_", " "), f"{now.astimezone(time_zone(zone)):%z}"
    hours, minutes = offset[:1] + str(int(offset[1:3])), offset[3:]
    return city if zone == DEFAULT_ZONE else f"{city} (UTC{hours}{'' if minutes == '00' else ':' + minutes})"


def _role_choices(view: SetupView) -> _Choices:
    role = view.setup.editor_role_id
    remove = Button("No editor role", ButtonAction(Action.SETUP_ROLE, NO_ROLE), row=OTHER_ROW)
    menu = EntityMenu("Choose a role", ButtonAction(Action.SETUP_ROLE), roles=True, chosen=role)
    return _Choices((remove,) if role is not None else (), entity_menu=menu)


def _feed_choices(view: SetupView) -> _Choices:
    label = "Follow another site …" if view.setup.feeds else "Follow a site …"
    return _Choices((Button(label, ButtonAction(Action.SETUP_FEED), row=OTHER_ROW),))


def _times_choices(view: SetupView) -> _Choices:
    sub = _shown_channel(view)
    if sub is None:
        return _Choices()
    name, zone = _channel_name(view, sub), view.setup.time_zone or DEFAULT_ZONE
    options = (
        Option(label, _about_channel(Action.SETUP_DIGEST, sub, typed), _is_set(sub, typed, zone))
        for typed, label in TIMES.items()
    )
    others = (
        Button(_channel_name(view, one), _about_channel(Action.SETUP, one), current=one is sub, row=OTHER_ROW)
        for one in view.setup.channels[:MAX_CHANNEL_BUTTONS]
        if len(view.setup.channels) > 1
    )
    typed = Button("Other times …", _about_channel(Action.SETUP_DIGEST, sub, ""), row=OTHER_ROW)
    return _Choices((typed, *others), Menu(f"Choose when {name} gets posts", tuple(options), CHOICE_ROW))


def _is_set(sub: Subscription, typed: str, zone: str) -> bool:
    return sub.limits.digest == (None if typed == "off" else parse_digest(typed, zone))


def _about_channel(kind: Action, sub: Subscription, typed: str | None = None) -> ButtonAction:
    id_ = str(sub.channel_id)
    if kind is Action.SETUP:
        return ButtonAction(kind, f"{SetupStep.BRIEFING}.{id_}")
    return ButtonAction(kind, id_ if typed is None else f"{id_}.{typed}")


def _channel_name(view: SetupView, sub: Subscription) -> str:
    return f"#{view.names.get(sub.channel_id, sub.channel_id)}"


NOW: dict[SetupStep, Callable[[SetupView], str]] = {
    SetupStep.CHANNEL: _channels_now,
    SetupStep.TIME_ZONE: _zone_now,
    SetupStep.EDITORS: _editors_now,
    SetupStep.FEED: _feeds_now,
    SetupStep.BRIEFING: _briefings_now,
}
CHOICES: dict[SetupStep, Callable[[SetupView], _Choices]] = {
    SetupStep.CHANNEL: _channel_choices,
    SetupStep.TIME_ZONE: _zone_choices,
    SetupStep.EDITORS: _role_choices,
    SetupStep.FEED: _feed_choices,
    SetupStep.BRIEFING: _times_choices,
}
