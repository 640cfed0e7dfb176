"""How the bot introduces itself to the servers that it asks."""

from __future__ import annotations

from bot import __version__

__all__ = ["PRODUCT", "user_agent"]

PRODUCT = "BriefingBot"
"""The product token: by this name robots.txt may speak to the bot (RFC 9309, section 2.2.1)."""


def user_agent(contact: str | None) -> str:
    """The User-Agent header. ``contact`` is an e-mail address or the address of a page; operators can choose none.

    It begins as the headers of browsers and of well-known crawlers do, since many servers refuse all that do not.
    """
    about = f"+{contact}" if contact else "reads news feeds, and pages whose links somebody adds"
    return f"Mozilla/5.0 (compatible; {PRODUCT}/{__version__}; {about})"
