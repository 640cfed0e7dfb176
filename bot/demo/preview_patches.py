"""Patches of simcord's preview, which has no hooks for what the demo needs.

The preview is made for tests, where one thing happens at a time. On the demo's page a person clicks while the bot
posts. ``tests/demo/test_page.py`` fails if a newer version of simcord changes what is patched here.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING, Any

from simcord.preview import _markdown, _server

if TYPE_CHECKING:
    from collections.abc import Iterator

    import simcord
    from aiohttp import web

__all__ = ["PageActions", "PerformAction", "render_embeds_as_discord", "replaced_files"]

EMBED_BODIES = ("embed_description", "embed_field_value")
"""Parts of an embed in which Discord shows the names of channels, roles and people, and lines in small print."""
BLANK = "\u200b"
"""Stands in an empty line: a character that is not seen."""
_MULTILINE_QUOTES = _markdown._discord_multiline_quotes
PAGE_TITLE = "The briefing bot: demo"
REPLACEMENTS: Mapping[str, Sequence[tuple[str, str]]] = {
    "/": (
        ("<title>SimCord Preview</title>", f"<title>{PAGE_TITLE}</title>"),
        ('aria-label="SimCord preview"', f'aria-label="{PAGE_TITLE}"'),
        ('aria-hidden="true">S</span>', 'aria-hidden="true">B</span>'),
        ("<strong>SimCord</strong><small>Preview</small>", "<strong>Briefings</strong><small>Demo</small>"),
    ),
    # A command that was chosen from the menu: the page would open a list of optional arguments first, and Enter would
    # choose one of them. In Discord, Enter sends the command.
    "/command-drafts.js": (
        (
            "openOptionsOnRender: entry.options.length > 0 && required.length === 0",
            "openOptionsOnRender: false",
        ),
    ),
    # "13 minutes ago" is reckoned from the moment at which the page was last published. In Discord it is reckoned from
    # now, and kept current.
    "/text.js": (
        ("new Date(options.presentationTime || 0)", "new Date()"),
        (
            "if (valid) time.dateTime = date.toISOString();",
            """if (valid) time.dateTime = date.toISOString();
  if (valid && style === "R") setTimeout(() => {
    if (!time.isConnected) return;
    const current = document.createElement("span");
    renderTimestamp(current, token, options);
    time.replaceWith(...current.childNodes);
  }, 1000);""",
        ),
    ),
}
"""For the path of a file of the page: the parts that are replaced, each with what stands there instead."""

PerformAction = Callable[[Mapping[str, Any]], Awaitable[dict[str, Any]]]
"""Performs one action of a page, given the body of its request; returns simcord's receipt."""


def render_embeds_as_discord() -> None:
    """Makes the page show names and small print in embeds, and all lines as Discord does.

    Without the patch it shows ids and ``-#`` there, takes the line below a quotation into it, and omits empty lines.
    """
    for part in EMBED_BODIES:
        _markdown._FIELD_POLICIES[part].update(mentions=True, subtext=True)
    _markdown._discord_multiline_quotes = _with_lines_of_discord


def _with_lines_of_discord(text: str) -> str:
    """A text in which quotations end with their line and empty lines stay, as Markdown parsers read it."""
    lines: list[str] = []
    is_quoted = is_code = False
    for line in _MULTILINE_QUOTES(text).split("\n"):
        is_code ^= line.startswith("```")
        if is_quoted and not line.startswith(">"):
            lines.append("")
        lines.append(line or (line if is_code else BLANK))
        is_quoted = line.startswith(">")
    return "\n".join(lines)


@contextmanager
def replaced_files() -> Iterator[None]:
    """Serves the page's files with the ``REPLACEMENTS``: its title, that Enter sends a command, and relative times."""
    server_class = _server.PreviewServer
    original = server_class._static

    async def serve_patched(self: _server.PreviewServer, request: web.Request) -> web.Response:
        response: web.Response = await original(self, request)
        for part, instead in REPLACEMENTS.get(request.path, ()):
            response.text = (response.text or "").replace(part, instead)
        return response

    server_class._static = serve_patched  # type: ignore[method-assign]  # a patch
    try:
        yield
    finally:
        server_class._static = original  # type: ignore[method-assign]  # the patch is undone


class PageActions:
    """Performs the actions of all pages one after the other, even if a page was slightly outdated.

    Without the patch the simulation refuses an action while another one runs, after which the page is stuck. It also
    refuses an action on a page that has been refreshed since it was drawn. That check is not needed: whether a clicked
    button still exists is checked again.
    """

    def __init__(
        self,
        preview: simcord.Preview,
        handle: Callable[[PerformAction, Any, Mapping[str, Any]], Awaitable[dict[str, Any]]],
    ) -> None:
        """Patches the preview. ``handle`` gets each action with its page, and performs it, perhaps changed."""
        self._preview = preview
        self._handle = handle
        self._original = preview._action
        self._used_page_ids: set[str] = set()
        self.lock = asyncio.Lock()
        """Held during each action, and to be held by whatever else changes the simulation."""
        preview._action = self._perform  # type: ignore[method-assign, assignment]  # a patch

    async def _perform(self, page_id: str | None, body: Mapping[str, Any]) -> dict[str, Any]:
        async with self.lock:
            page = self._preview._pages.get(page_id or "")
            if page is None:  # it was closed meanwhile: the preview refuses
                return await self._original(page_id, body)
            self._used_page_ids.add(page_id or "")
            body = {**body, "published_revision": page.revision}
            return await self._handle(partial(self._original, page_id), page, body)

    def scroll_used_pages(self, message_id: int) -> None:
        """Scrolls the pages in which something was done since the last call to a message; the others stay."""
        for page_id in self._used_page_ids:
            if (page := self._preview._pages.get(page_id)) is not None:
                page.target_id = page.window_end_id = message_id
        self._used_page_ids.clear()
