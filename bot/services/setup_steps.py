"""Finds the step of the guided setup that somebody names."""

from __future__ import annotations

from bot.errors import InputError
from bot.models.guild_setup import STEPS, SetupStep
from bot.plurals import listed
from bot.services.lookup.query_words import shorten
from bot.services.lookup.similarity import nearest

__all__ = ["STEP_NAMES", "step_called"]

STEP_NAMES = {
    SetupStep.CHANNEL: "Channel",
    SetupStep.TIME_ZONE: "Time zone",
    SetupStep.EDITORS: "Editors",
    SetupStep.FEED: "Feed",
    SetupStep.BRIEFING: "Briefing",
    SetupStep.OVERVIEW: "Overview",
}
_OTHER_WORDS = {
    SetupStep.TIME_ZONE: ("zone", "timezone"),
    SetupStep.EDITORS: ("role", "editor role"),
    SetupStep.FEED: ("site",),
    SetupStep.BRIEFING: ("digest",),
    SetupStep.OVERVIEW: ("all", "list"),
}
_CALLED = {
    **{name.casefold(): step for step, name in STEP_NAMES.items()},
    **{str(number): step for number, step in enumerate(STEPS, start=1)},
    **{word: step for step, words in _OTHER_WORDS.items() for word in words},
}


def step_called(typed: str) -> SetupStep:
    """The step with a name, perhaps misspelt, or a number. Raises InputError, with the names, if there is none.

    >>> step_called("the time zone")
    <SetupStep.TIME_ZONE: 'zone'>
    """
    words = " ".join(typed.casefold().split()).removeprefix("the ").removeprefix("step ")
    found = [words] if words in _CALLED else nearest(words, list(_CALLED), limit=1)
    if not found:
        steps = listed([STEP_NAMES[step].casefold() for step in STEPS])
        msg = f"There is no step “{shorten(typed)}”: the steps are {steps}."
        raise InputError(msg)
    return _CALLED[found[0]]
