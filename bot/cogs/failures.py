"""Turns an error into a sentence for people and a line in the log."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

import structlog

from bot.errors import BriefingError, NotFound
from bot.ui.error_sentences import internal_error
from bot.ui.messages import notice, suggestions

if TYPE_CHECKING:
    from bot.ui.reply import Reply

__all__ = ["failure_notice"]

log = structlog.get_logger(__name__)


def failure_notice(error: BaseException, prefix: str, **where: object) -> Reply:
    """Returns the sentence of an error that has one; else a sentence with an id, under which the log has the traceback.

    ``prefix`` is what the person types before a command. ``where`` goes into the line in the log.
    """
    if isinstance(error, BriefingError):
        log.info("request.refused", error=type(error).__name__, **where)
        if isinstance(error, NotFound):
            return suggestions(error, prefix)
        return notice(error.written(prefix))
    error_id = secrets.token_hex(3)
    log.error("request.failed", error_id=error_id, exc_info=error, **where)
    return notice(internal_error(error_id))
