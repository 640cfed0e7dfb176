"""What every command shares: how it is declared, who asks, what a person sees when something goes wrong."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Coroutine, Sequence
from typing import TYPE_CHECKING, Any, ClassVar, Concatenate, ParamSpec, TypeVar

import discord
import structlog
from discord import app_commands
from discord.ext import commands

from bot.cogs.responding import Context, respond, send, show_form, typing
from bot.errors import BriefingError, NotAllowed, NotFound
from bot.models.articles import SHARED
from bot.services.access import Asker, is_editor, require_editor
from bot.ui.limits import CHOICE, CHOICES, cut
from bot.ui.notices import notice, offer

if TYPE_CHECKING:
    from bot.models.articles import ArticleHeader
    from bot.services import Services
    from bot.ui.reply import Reply

__all__ = [
    "ANYONE",
    "EDITORS",
    "BriefingCog",
    "Context",
    "arguments_of",
    "article_choices",
    "asker_of",
    "clicker_of",
    "command",
    "examples_of",
    "failure_notice",
    "for_whom",
    "group",
    "respond",
    "scope_in",
    "send",
    "show_form",
    "subcommand",
    "typing",
]

log = structlog.get_logger(__name__)

C = TypeVar("C", bound=commands.Cog)
EXAMPLES, FOR_WHOM = "examples", "for_whom"
P = ParamSpec("P")
T = TypeVar("T")
ANYONE = "Anyone."
EDITORS = "This server’s editors: members with Manage Server, or with the role that settings editor-role names."
Callback = Callable[Concatenate[C, Context, P], Coroutine[Any, Any, T]]


# discord.py's own decorators take a union of callables that mypy cannot solve (every variable becomes Never): these
# are the same ones, typed for methods of cogs, which ours all are.


def command(
    *examples: str,
    **about: Any,  # noqa: ANN401
) -> Callable[[Callback[C, P, T]], commands.HybridCommand[C, P, T]]:
    """A hybrid command of a cog; ``examples`` are whole commands that work, without the prefix, the plainest first.

    ``for_whom`` is who may use it, where that is not what its cog says.
    """
    return commands.hybrid_command(extras=_extras(examples, about), **about)


def group(
    *examples: str,
    **about: Any,  # noqa: ANN401
) -> Callable[[Callback[C, P, T]], commands.HybridGroup[C, P, T]]:
    """A hybrid command with subcommands."""
    return commands.hybrid_group(extras=_extras(examples, about), case_insensitive=True, **about)


def subcommand(
    parent: commands.HybridGroup[C, ..., Any],
    *examples: str,
    **about: Any,  # noqa: ANN401
) -> Callable[[Callback[C, P, T]], commands.HybridCommand[C, P, T]]:
    """A command under a group."""
    return parent.command(extras=_extras(examples, about), **about)


def _extras(examples: tuple[str, ...], about: dict[str, Any]) -> dict[Any, Any]:
    return {EXAMPLES: examples, FOR_WHOM: about.pop(FOR_WHOM, None)}


def for_whom(command: commands.Command[Any, ..., Any]) -> str:
    """Who may use a command."""
    return str(command.extras[FOR_WHOM] or command.cog.for_whom)


def examples_of(command: commands.Command[Any, ..., Any], prefix: str) -> list[str]:
    """Whole commands that work, as they are typed."""
    return [prefix + example for example in command.extras[EXAMPLES]]


def arguments_of(command: commands.Command[Any, ..., Any]) -> dict[str, str]:
    """What each argument is, by its name, as Discord shows it beside the slash form."""
    app_command = getattr(command, "app_command", None)
    if not isinstance(app_command, app_commands.Command):
        return {}
    return {part.name: str(part.description) for part in app_command.parameters}


async def asker_of(ctx: Context) -> Asker:
    """The person who typed a command, with the rights they have at this moment."""
    roles = ctx.author.roles if isinstance(ctx.author, discord.Member) else []
    return Asker(
        user_id=ctx.author.id,
        scope=ctx.guild.id if ctx.guild else SHARED,
        role_ids=frozenset(role.id for role in roles),
        manages_server=ctx.guild is not None and ctx.permissions.manage_guild,
        owns_bot=_owns(ctx.bot, ctx.author),
        channel_id=ctx.channel.id,
    )


async def clicker_of(interaction: discord.Interaction, bot: commands.Bot) -> Asker:
    """The person who clicked or sent a form, with the rights they have at this moment."""
    roles = interaction.user.roles if isinstance(interaction.user, discord.Member) else []
    return Asker(
        user_id=interaction.user.id,
        scope=interaction.guild_id or SHARED,
        role_ids=frozenset(role.id for role in roles),
        manages_server=interaction.guild_id is not None and interaction.permissions.manage_guild,
        owns_bot=_owns(bot, interaction.user),
        channel_id=interaction.channel_id,
    )


def _owns(bot: commands.Bot, user: discord.abc.User) -> bool:
    """Whether somebody owns the bot, by what Discord said of it when it logged in: it is not asked again."""
    if bot.owner_id is not None or bot.owner_ids:
        return user.id == bot.owner_id or user.id in (bot.owner_ids or ())
    application = bot.application
    if application is None:
        return False
    if application.team is None:
        return user.id == application.owner.id
    roles = (discord.TeamMemberRole.admin, discord.TeamMemberRole.developer)
    return any(member.id == user.id and member.role in roles for member in application.team.members)


def failure_notice(error: BaseException, **where: object) -> Reply:
    """What a person sees of an error: its own sentence where it has one, else an id that is in the log too."""
    if isinstance(error, BriefingError):
        log.info("request.refused", error=type(error).__name__, **where)
        if isinstance(error, NotFound):
            return offer(error)
        return notice(str(error), names_role=isinstance(error, NotAllowed))
    error_id = secrets.token_hex(3)
    log.error("request.failed", error_id=error_id, exc_info=error, **where)
    return notice(
        f"Something went wrong on my side. If it happens again, tell the bot’s owner this number: {error_id}."
    )


def article_choices(lines: Sequence[ArticleHeader]) -> list[app_commands.Choice[str]]:
    """Articles as autocomplete shows them; their numbers are what is sent."""
    return [app_commands.Choice(name=cut(f"#{x.number} {x.title}", CHOICE), value=str(x.number)) for x in lines]


class BriefingCog(commands.Cog):
    """A cog with the services at hand."""

    for_whom: ClassVar[str] = ANYONE
    """Who may use its commands."""

    def __init__(self, bot: commands.Bot, services: Services) -> None:
        self.bot = bot
        self.services = services

    async def article_choices(self, place: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
        """For autocomplete: articles whose number or title fits what is typed so far."""
        return article_choices(await self.services.library.suggest(scope_in(place), typed, limit=CHOICES))

    async def is_for_editor(self, place: discord.Interaction) -> bool:
        """For autocomplete of what concerns editors alone: whether one is typing."""
        asker = await clicker_of(place, self.bot)
        return is_editor(asker, await self.services.guild_settings.settings(asker.scope))

    async def editor(self, ctx: Context) -> Asker:
        """The asker, who is an editor here. Raises NotAllowed otherwise, saying who can."""
        asker = await asker_of(ctx)
        require_editor(asker, await self.services.guild_settings.settings(asker.scope))
        return asker


def scope_in(ctx: Context | discord.Interaction) -> int:
    """The server a question is asked in, or ``SHARED``: it decides which articles are seen."""
    return ctx.guild.id if ctx.guild else SHARED
