"""The words after a typed command: how they are parted, and names of channels and roles among them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import discord
from discord.ext import commands
from discord.ext.commands.view import StringView

from bot.errors import InputError
from bot.services.lookup.query_words import QUOTES, leading_quotation

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

__all__ = ["Arguments", "all_typed", "named", "unquoted"]

DOUBLE = "".join({*QUOTES, *"".join(QUOTES.values())})
SINGLE = "'’‘‚‛`´"
AS_TYPED = frozenset(("text", "words"))
"""Parameters of which quotation marks are a part: an article's text, and words to search for."""
ALIKE = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "`": "'", "_": "-", " ": "-", "\u00a0": "-"})
"""Signs that people type for each other in names; one for one, so that lengths stay."""
LONGEST_NAME = 100
NAMED: dict[str, Callable[[discord.Guild], Iterable[Any]]] = {
    "role": lambda guild: guild.roles,
    "channel": lambda guild: [*guild.text_channels, *guild.forums, *guild.threads],
}
"""Parameters whose values may be typed by name, several words long; and among what the name is looked up.

Voice channels and categories are left out: they often have the name of the text channel that is meant.
"""


class Arguments(StringView):
    """What stands after a command's name. discord.py's own view refuses a text for an apostrophe in it."""

    def __init__(self, ctx: commands.Context[Any]) -> None:
        super().__init__(ctx.view.buffer)
        self.index, self.previous = ctx.view.index, ctx.view.previous
        self.start = self.index
        self._ctx = ctx

    def get_quoted_word(self) -> str | None:
        """The next argument: a name of the server's where one is asked for, what is in quotation marks, or a word."""
        if self.eof:
            return None
        parameter, guild = self._ctx.current_parameter, self._ctx.guild
        if parameter is not None and guild is not None and parameter.name in NAMED:
            found, length = named(self.buffer[self.index :], NAMED[parameter.name](guild))
            if found is not None:
                self.read(length)
                return str(found.mention) if found != guild.default_role else f"<@&{guild.id}>"
        return self._in_quotes() or self.get_word()

    def read_rest(self) -> str:
        """All that is left, without quotation marks around it."""
        rest = super().read_rest()
        parameter = self._ctx.current_parameter
        return rest if parameter is None or parameter.name in AS_TYPED else unquoted(rest)

    def _in_quotes(self) -> str | None:
        found = leading_quotation(self.buffer[self.index :])
        if found is None:
            return None
        inside, length = found
        self.read(length)
        return inside or None


def all_typed(ctx: commands.Context[Any]) -> str:
    """Everything that stands after a typed command's name, line ends too."""
    return ctx.view.buffer[ctx.view.start :] if isinstance(ctx.view, Arguments) else ""


def unquoted(text: str) -> str:
    """A name or a number without quotation marks around it, closed or not. Single ones must be a pair: ’Ndrangheta."""
    inside = text.strip().strip(DOUBLE).strip()
    if len(inside) > 2 and inside[0] in SINGLE and inside[-1] in SINGLE:
        inside = inside[1:-1].strip()
    return inside or text


def named(text: str, things: Iterable[Any]) -> tuple[Any, int]:
    """Which role or channel a text begins with, the longest name first, and how much of the text that is.

    (None, 0) where there is none. ``#``, ``@`` and quotation marks may stand around it. Raises CommandInvokeError, with
    an InputError in it, where several have that name.
    """
    start = len(text) - len(text.lstrip(" \t\n"))
    closing = QUOTES.get(text[start : start + 1], "")
    start += bool(closing)
    start += text[start : start + 1] in ("#", "@")
    typed = _folded(text[start : start + LONGEST_NAME])
    found: list[Any] = []
    longest = 1
    for thing in things:
        name = _folded(thing.name.removeprefix("@"))
        after = text[start + len(name) : start + len(name) + 1]
        ends = not after or after.isspace() or after in closing
        if len(name) >= longest and ends and typed.startswith(name):
            found = [*(found if len(name) == longest else ()), thing]
            longest = len(name)
    if not found:
        return None, 0
    end = start + longest
    return _only(found, text[start:end]), end + (end < len(text) and text[end] in closing)


def _only(found: list[Any], typed: str) -> Any:  # noqa: ANN401 - a role or a channel
    """The one of several with names alike that is called exactly so, where there is one alone."""
    exactly = [thing for thing in found if thing.name.removeprefix("@") == typed] or found
    if len(exactly) > 1:
        msg = f"Several here are called “{typed}”: choose one by its mention or its id."
        raise commands.CommandInvokeError(InputError(msg))
    return exactly[0]


def _folded(text: str) -> str:
    """For comparing, sign by sign: neither case nor the kind of apostrophe or gap counts."""
    return "".join(low if len(low := c.casefold()) == 1 else c for c in text.translate(ALIKE))
