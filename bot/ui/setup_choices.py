"""What can be chosen in each step of the guided setup: its menu, and the buttons beside that to the next step."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from bot.models.guild_setup import GuildSetup, SetupStep
from bot.models.guilds import DEFAULT_ZONE
from bot.services.filters.typed_digest import parse_digest
from bot.store.protocols.digests import time_zone
from bot.ui.button_ids import Action, ButtonAction
from bot.ui.entity_menus import EntityMenu
from bot.ui.menus import Menu, Option
from bot.ui.reply import Button

if TYPE_CHECKING:
    from bot.models.guilds import Subscription

__all__ = ["CHOICES", "NO_ROLE", "OTHER_ROW", "STEPS_ROW", "SetupChoices", "SetupView"]

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
class SetupChoices:
    """What can be chosen in a step."""

    buttons: tuple[Button, ...] = ()
    menu: Menu | None = None
    entity_menu: EntityMenu | None = None


def _shown_channel(view: SetupView) -> Subscription | None:
    """The channel whose briefing is chosen."""
    channels = view.setup.channels
    return next((sub for sub in channels if sub.channel_id == view.channel), channels[0] if channels else None)


def _channel_choices(view: SetupView) -> SetupChoices:
    channels = view.setup.channels
    placeholder = "Choose another channel, too" if channels else "Choose a channel"
    stops = tuple(
        Button(
            f"Stop posting in {_channel_name(view, sub)}", _about_channel(Action.SETUP_CHANNEL_OFF, sub), row=OTHER_ROW
        )
        for sub in channels[:MAX_CHANNEL_BUTTONS]
    )
    return SetupChoices(stops, entity_menu=EntityMenu(placeholder, ButtonAction(Action.SETUP_CHANNEL)))


def _zone_choices(view: SetupView) -> SetupChoices:
    options = (
        Option(_zone_label(zone, view.now), ButtonAction(Action.SETUP_ZONE, zone), zone == view.setup.time_zone)
        for zone in ZONES
    )
    other = Button("Another time zone …", ButtonAction(Action.SETUP_ZONE), row=OTHER_ROW)
    return SetupChoices((other,), Menu("Choose a time zone", tuple(options), CHOICE_ROW))


def _zone_label(zone: str, now: datetime) -> str:
    """A zone by its city, with its present offset: ``New York (UTC-5)``."""
    city, offset = zone.rpartition("/")[2].replace("_", " "), f"{now.astimezone(time_zone(zone)):%z}"
    hours, minutes = offset[:1] + str(int(offset[1:3])), offset[3:]
    return city if zone == DEFAULT_ZONE else f"{city} (UTC{hours}{'' if minutes == '00' else ':' + minutes})"


def _role_choices(view: SetupView) -> SetupChoices:
    role = view.setup.editor_role_id
    remove = Button("No editor role", ButtonAction(Action.SETUP_ROLE, NO_ROLE), row=OTHER_ROW)
    menu = EntityMenu("Choose a role", ButtonAction(Action.SETUP_ROLE), roles=True, chosen=role)
    return SetupChoices((remove,) if role is not None else (), entity_menu=menu)


def _feed_choices(view: SetupView) -> SetupChoices:
    label = "Follow another site …" if view.setup.feeds else "Follow a site …"
    return SetupChoices((Button(label, ButtonAction(Action.SETUP_FEED), row=OTHER_ROW),))


def _times_choices(view: SetupView) -> SetupChoices:
    sub = _shown_channel(view)
    if sub is None:
        return SetupChoices()
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
    return SetupChoices((typed, *others), Menu(f"Choose when {name} gets posts", tuple(options), CHOICE_ROW))


def _is_set(sub: Subscription, typed: str, zone: str) -> bool:
    return sub.limits.digest == (None if typed == "off" else parse_digest(typed, zone))


def _about_channel(kind: Action, sub: Subscription, typed: str | None = None) -> ButtonAction:
    id_ = str(sub.channel_id)
    if kind is Action.SETUP:
        return ButtonAction(kind, f"{SetupStep.BRIEFING}.{id_}")
    return ButtonAction(kind, id_ if typed is None else f"{id_}.{typed}")


def _channel_name(view: SetupView, sub: Subscription) -> str:
    return f"#{view.names.get(sub.channel_id, sub.channel_id)}"


CHOICES: dict[SetupStep, Callable[[SetupView], SetupChoices]] = {
    SetupStep.CHANNEL: _channel_choices,
    SetupStep.TIME_ZONE: _zone_choices,
    SetupStep.EDITORS: _role_choices,
    SetupStep.FEED: _feed_choices,
    SetupStep.BRIEFING: _times_choices,
}
