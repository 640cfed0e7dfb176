"""Splits the words after a typed command into arguments; names of roles and channels may have several words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import discord
from discord.ext import commands
from discord.ext.commands.view import StringView

from bot.errors import InputError
from bot.services.lookup.query_words import QUOTES, leading_quotation
from bot.ui.error_sentences import ambiguous_name
from bot.ui.markup import unescape_addresses

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

__all__ = ["Arguments", "all_typed", "named", "named_channel", "unquoted", "without_name"]

DOUBLE_QUOTES = "".join({*QUOTES, *"".join(QUOTES.values())})
SINGLE_QUOTES = "'’‘‚‛`´"
AS_TYPED = frozenset(("text", "words"))
"""Parameters whose quotation marks are kept: an article's text, and words to search for."""
NAMED = frozenset(("method",))
"""Parameters whose names are typed, wherever their values stand among the words: ``method:lexrank``."""
INTERCHANGEABLE = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "`": "'", "_": "-", " ": "-", "\u00a0": "-"})
"""Characters that people interchange in names; each maps to one character, so that offsets stay valid."""
_MENTION = re.compile(r"<#(\d{1,20})>")
_MARKED = re.compile(r"(?:<#|#)\w")
MAX_NAME = 100
TYPED_BY_NAME: dict[str, Callable[[discord.Guild], Iterable[Any]]] = {
    "role": lambda guild: guild.roles,
    "channel": lambda guild: [*guild.text_channels, *guild.forums, *guild.threads],
}
"""Parameters whose values may be typed by name, and where the name is looked up.

Voice channels and categories are left out: they often have the same name as the text channel that is meant.
"""


class Arguments(StringView):
    """The text after a command's name. Unlike discord.py's own parser it accepts apostrophes in a text."""

    def __init__(self, ctx: commands.Context[Any]) -> None:
        before, after = ctx.view.buffer[: ctx.view.index], ctx.view.buffer[ctx.view.index :]
        super().__init__(before + unescape_addresses(after))
        self.index, self.previous = ctx.view.index, ctx.view.previous
        self.start = self.index
        self._ctx = ctx

    def get_quoted_word(self) -> str | None:
        """The next argument: a role's or channel's name if the parameter is one, text in quotation marks, or a word."""
        if self.eof:
            return None
        parameter, guild = self._ctx.current_parameter, self._ctx.guild
        if parameter is not None and parameter.name == "channel" and _takes_words(self._ctx.command):
            return ""  # the channel is looked for among the words: see ``channels.channel_and_words``
        self._move_channel_behind()
        self._skip_name()
        if parameter is not None and guild is not None and parameter.name in TYPED_BY_NAME:
            found, length = named(self.buffer[self.index :], TYPED_BY_NAME[parameter.name](guild))
            if found is not None:
                self.read(length)
                return str(found.mention) if found != guild.default_role else f"<@&{guild.id}>"
        return self._in_quotes() or self.get_word()

    def read_rest(self) -> str:
        """The rest, without quotation marks around it and names of parameters in it."""
        self._skip_name()
        rest = super().read_rest()
        parameter, command = self._ctx.current_parameter, self._ctx.command
        if parameter is None or command is None or parameter.name in AS_TYPED:
            return rest
        return unquoted(re.sub(rf"(?<!\S)(?:{'|'.join(command.clean_params.keys() - NAMED)}):(?=\S)", "", rest))

    def _skip_name(self) -> None:
        """Skips the parameter's name, which some type as in the slash command: "article:1", "text:Ferry strike"."""
        parameter = self._ctx.current_parameter
        if parameter is not None and parameter.name not in NAMED:
            rest = self.buffer[self.index :]
            self.index += len(rest) - len(without_name(rest, parameter.name))

    def _move_channel_behind(self) -> None:
        """Moves a channel that was typed before the first argument behind the last, where the command expects it."""
        command, parameter, guild = self._ctx.command, self._ctx.current_parameter, self._ctx.guild
        if command is None or parameter is None or guild is None:
            return
        first, *others = command.clean_params
        rest = self.buffer[self.index :].strip()
        if parameter.name != first or others[-1:] != ["channel"] or not _MARKED.match(rest):
            return
        found, length = named_channel(rest, guild)
        if found is not None:
            self.buffer = f"{self.buffer[: self.index]}{rest[length:].strip()} {found.mention}"
            self.end = len(self.buffer)

    def _in_quotes(self) -> str | None:
        found = leading_quotation(self.buffer[self.index :])
        if found is None:
            return None
        inside, length = found
        self.read(length)
        return inside or None


def all_typed(ctx: commands.Context[Any]) -> str:
    """Everything that follows a typed command's name, line breaks included."""
    return ctx.view.buffer[ctx.view.start :] if isinstance(ctx.view, Arguments) else ""


def without_name(text: str, name: str) -> str:
    """The text without a parameter's name and a colon at its beginning."""
    return re.sub(rf"\A\s*{name}:[ \t]*", "", text)


def named_channel(text: str, guild: discord.Guild) -> tuple[Any, int]:
    """The channel whose mention, or name after a #, a text begins with, and the length of that; or (None, 0)."""
    if mention := _MENTION.match(text):
        found = guild.get_channel_or_thread(int(mention[1]))
        return (found, mention.end()) if found is not None else (None, 0)
    return named(text, TYPED_BY_NAME["channel"](guild))


def _takes_words(command: commands.Command[Any, ..., Any] | None) -> bool:
    """True if free words follow the channel: the first of them may be a channel's name too, but is meant as a word."""
    return command is not None and "words" in command.clean_params and "channel" in command.clean_params


def unquoted(text: str) -> str:
    """Removes quotation marks around a text, closed or not. Single ones must be a pair, because of ’Ndrangheta."""
    inside = text.strip().strip(DOUBLE_QUOTES).strip()
    if len(inside) > 2 and inside[0] in SINGLE_QUOTES and inside[-1] in SINGLE_QUOTES:
        inside = inside[1:-1].strip()
    return inside or text


def named(text: str, things: Iterable[Any]) -> tuple[Any, int]:
    """Finds the role or channel with the longest name with which a text begins; returns it and the length of that part.

    Returns (None, 0) if there is none. ``#``, ``@`` and quotation marks may surround the name. Raises
    CommandInvokeError, which contains an InputError, if several have the name.
    """
    start = len(text) - len(text.lstrip(" \t\n"))
    closing = QUOTES.get(text[start : start + 1], "")
    start += bool(closing)
    start += text[start : start + 1] in ("#", "@")
    typed = _folded(text[start : start + MAX_NAME])
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
    """The only one of several with similar names, or the only one whose name is exactly what was typed."""
    exactly = [thing for thing in found if thing.name.removeprefix("@") == typed] or found
    if len(exactly) > 1:
        raise commands.CommandInvokeError(InputError(ambiguous_name(typed)))
    return exactly[0]


def _folded(text: str) -> str:
    """Folds case, apostrophes and separators for comparison, character by character, so that offsets stay valid."""
    return "".join(low if len(low := c.casefold()) == 1 else c for c in text.translate(INTERCHANGEABLE))
