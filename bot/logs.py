"""Configures logging for our structlog loggers and for the libraries' standard ones; no token is ever logged."""

from __future__ import annotations

import logging
import sys
from typing import TYPE_CHECKING

import structlog

if TYPE_CHECKING:
    from structlog.typing import EventDict, Processor, WrappedLogger

__all__ = ["configure_logging"]


def configure_logging(level: str = "INFO", style: str = "auto", *, secret: str | None = None) -> None:
    """Sends every log line to standard error: coloured text on a terminal, one JSON object a line elsewhere.

    ``secret`` (the token) is replaced wherever it would appear, also in tracebacks.
    """
    as_json = style == "json" or (style == "auto" and not sys.stderr.isatty())
    shared: list[Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso" if as_json else "%H:%M:%S", utc=as_json),
    ]
    last: list[Processor] = [structlog.stdlib.ProcessorFormatter.remove_processors_meta]
    if as_json:
        last += [structlog.processors.format_exc_info, structlog.processors.JSONRenderer(ensure_ascii=False)]
    else:
        last.append(
            structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty(), exception_formatter=structlog.dev.plain_traceback)
        )

    def hide_secret(_logger: WrappedLogger, _method: str, line: EventDict | str) -> str:
        return str(line).replace(secret, "[token]") if secret else str(line)

    formatter = structlog.stdlib.ProcessorFormatter(foreign_pre_chain=shared, processors=[*last, hide_secret])
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(formatter)
    root = logging.getLogger()
    root.handlers[:] = [handler]
    # At DEBUG discord.py logs what it sends and receives, and aiosqlite its parameters: whole texts, and the token.
    root.setLevel(logging.INFO if level == "DEBUG" else max(logging.WARNING, logging.getLevelName(level)))
    logging.getLogger("bot").setLevel(level)
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=False,
    )
