"""Posts that try out how a channel's posts look."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.errors import DeliveryError, InputError
from bot.services.delivery.errors import Unconfirmed
from bot.ui import announcement_messages as messages

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.cogs.channels import Channel
    from bot.cogs.sending import Context
    from bot.models.analysed_article import AnalysedArticle
    from bot.services import Services
    from bot.services.briefings import BriefingPage

__all__ = ["post_test"]

KEY_DIGITS = 20


async def post_test(
    services: Services,
    ctx: Context,
    guild_id: int,
    target: Channel,
    items: Sequence[AnalysedArticle],
    digest: BriefingPage | None = None,
) -> None:
    """Posts articles in a channel, marked as a test. Raises InputError if Discord does not take the post."""
    try:
        key = f"t{ctx.message.id % 10**KEY_DIGITS}"
        look = await services.subscriptions.look_in(guild_id, target.id)
        await services.delivery_worker.post_test(target.id, items, key=key, look=look, digest=digest)
    except Unconfirmed as error:
        raise InputError(messages.test_uncertain(target.name, error)) from error
    except DeliveryError as error:
        raise InputError(messages.test_failed(error)) from error
