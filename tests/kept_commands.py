"""Makes the start of a bot quick: discord.py reads the signatures of all commands again for each bot.

That took half of a start, and a quarter of the tests start a bot. The function of a command never changes once its cog
is declared, so what discord.py reads from it is kept; every bot still has command objects of its own.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

from discord.ext.commands import core, hybrid

OF_ONE_BOT = ("wrapped", "binding")
"""What a slash command has from the bot that it belongs to; all else is read from its function."""
OWN_CONTAINERS = ("_params", "checks", "extras")
"""What could be changed in place: every command has a copy, as those have that discord.py copies itself."""


def keep_signatures() -> None:
    """From now on, a function's parameters are read once; call it when all cogs are declared."""
    core.get_signature_parameters = _keeping_parameters(core.get_signature_parameters)
    hybrid.HybridAppCommand.__init__ = _keeping_app_commands(hybrid.HybridAppCommand.__init__)


def _keeping_parameters(read: Callable[..., dict[str, Any]]) -> Callable[..., dict[str, Any]]:
    kept: dict[Any, dict[str, Any]] = {}

    @functools.wraps(read)
    def parameters(function: Any, globalns: dict[str, Any], /, *, skip_parameters: int | None = None) -> dict[str, Any]:
        key = (function, skip_parameters)
        if key not in kept:
            kept[key] = read(function, globalns, skip_parameters=skip_parameters)
        return kept[key].copy()

    return parameters


def _keeping_app_commands(make: Callable[..., None]) -> Callable[..., None]:
    kept: dict[Any, dict[str, Any]] = {}

    @functools.wraps(make)
    def init(self: Any, wrapped: Any, name: Any = None) -> None:
        key = (wrapped.callback, name, wrapped.name, wrapped.description)
        if key not in kept:
            make(self, wrapped, name)
            kept[key] = {of: value for of, value in vars(self).items() if of not in OF_ONE_BOT}
        vars(self).update(kept[key])
        vars(self).update({of: kept[key][of].copy() for of in OWN_CONTAINERS})
        self.wrapped, self.binding = wrapped, wrapped.cog

    return init
