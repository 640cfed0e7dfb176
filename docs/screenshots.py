"""Takes the README's pictures from the demo: the real bot over the simulated Discord, shown by headless Chromium.

    python docs/screenshots.py [NAME ...]      needs Chromium (Debian: apt-get install chromium)

Writes docs/NAME.png for every scene, or for those that are named.
"""

from __future__ import annotations

import asyncio
import base64
import contextlib
import json
import shutil
import sys
import tempfile
from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import aiohttp

from bot.demo.news_site import follow_papers, open_news_site
from bot.demo.preview_patches import render_embeds_as_discord
from bot.demo.server import GUILD_ID, DemoServer, demo_settings, open_demo_server
from bot.logs import configure_logging
from bot.runtime.app import now, open_resources
from bot.runtime.background import background_tasks, end_tasks
from bot.settings import load_settings

HERE = Path(__file__).parent


@dataclass(frozen=True)
class Scene:
    """Who says what, and the channel that is shown; ``papers`` first bring all articles of the demo's newspapers."""

    who: str
    words: str = ""
    shown: str = "general"
    papers: bool = False
    first: str = ""
    """What an editor says before the papers are followed."""
    last: int = 0
    """So many of the last messages are shown; 0 stands for all."""


SCENES = {
    "summary": Scene("reader", "!summary"),
    "who": Scene("reader", "!who Takaichi"),
    "themes": Scene("reader", "!themes 1"),
    "post": Scene("editor", "!announce test #briefings", "briefings"),
    "error": Scene("reader", "!who Takahashi"),
    "help": Scene("reader", "!help"),
    "feed": Scene("editor", "!feed add gazette.example"),
    "stories": Scene("reader", "!articles", papers=True),
    "approval": Scene("editor", papers=True, first="!announce approval #general", last=1),
}
WIDTH, HEIGHT, SCALE = 960, 2_400, 2
MARGIN = 12
SECONDS = 120.0
FIRST_READ_SECONDS, SECOND_READ_SECONDS = 20.0, 150.0
"""Until the papers' feeds are read for the first and, a minute later, for the second time."""
FLAGS = (
    *("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"),
    *("--disable-background-networking", "--disable-component-update", "--hide-scrollbars"),
    *("--remote-debugging-port=0", "about:blank"),
)
# The channel's messages without the page's own bars, once the fonts are there and nothing moves any more.
MESSAGES = """(() => {
    const rows = [...document.querySelectorAll('.channel-message')].slice(-LAST);
    if (!rows.length || document.fonts.status !== 'loaded') return null;
    rows.at(-1).scrollIntoView({block: 'end'});
    const boxes = rows.map(row => row.getBoundingClientRect());
    const top = Math.min(...boxes.map(b => b.top)), bottom = Math.max(...boxes.map(b => b.bottom));
    const left = Math.min(...boxes.map(b => b.left)), right = Math.max(...boxes.map(b => b.right));
    return top < 0 ? null : {x: left, y: top, width: right - left, height: bottom - top};
})()"""


class Page:
    """One page of the browser, over the DevTools protocol."""

    def __init__(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        self._socket = socket
        self._number = 0

    async def call(self, method: str, **parameters: object) -> dict[str, Any]:
        """Sends one command and returns its result; events in between are passed over."""
        self._number += 1
        await self._socket.send_json({"id": self._number, "method": method, "params": parameters})
        while True:
            answer = json.loads((await self._socket.receive()).data)
            if answer.get("id") == self._number:
                return answer["result"]

    async def value(self, expression: str) -> Any:  # noqa: ANN401 - whatever the page says
        """What an expression is in the page."""
        return (await self.call("Runtime.evaluate", expression=expression, returnByValue=True))["result"].get("value")

    async def settled(self, expression: str) -> Any:  # noqa: ANN401 - whatever the page says
        """The expression's value once it is there and the same twice in a row."""
        before = None
        async with asyncio.timeout(SECONDS):
            while True:
                await asyncio.sleep(0.4)
                found = await self.value(expression)
                if found is not None and found == before:
                    return found
                before = found


@contextlib.asynccontextmanager
async def browser(chromium: str) -> AsyncIterator[Page]:
    """A page in a browser with a profile of its own, both gone at the end."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        quiet = asyncio.subprocess.DEVNULL
        process = await asyncio.create_subprocess_exec(
            chromium,
            f"--user-data-dir={profile}",
            f"--window-size={WIDTH},{HEIGHT}",
            *FLAGS,
            stdout=quiet,
            stderr=quiet,
        )
        try:
            port_file = Path(profile, "DevToolsActivePort")
            async with asyncio.timeout(SECONDS):
                while not port_file.exists() or not port_file.read_text().strip():
                    await asyncio.sleep(0.1)
            port = port_file.read_text().split()[0]
            async with aiohttp.ClientSession() as session:
                async with session.get(f"http://127.0.0.1:{port}/json") as answer:
                    target = next(t for t in await answer.json() if t["type"] == "page")
                async with session.ws_connect(target["webSocketDebuggerUrl"], max_msg_size=0) as socket:
                    yield Page(socket)
        finally:
            process.terminate()
            await process.wait()


class Papers:
    """The clock of the demo's newspapers: what they publish during an hour can appear at once."""

    def __init__(self) -> None:
        self._ahead = timedelta()

    def now(self) -> datetime:
        """Their time."""
        return now() + self._ahead

    async def arrive(self, server: DemoServer) -> None:
        """Follows them, lets the rest of their articles appear, and waits until all are posted or ask for approval."""
        await follow_papers(server.bot.services.feeds, GUILD_ID)
        tasks = background_tasks(server.bot, None, None)
        try:
            await asyncio.sleep(FIRST_READ_SECONDS)
            self._ahead = timedelta(hours=1)
            await asyncio.sleep(SECOND_READ_SECONDS)
        finally:
            await end_tasks(*tasks)


def with_mentions(server: DemoServer, words: str) -> str:
    """A message as Discord sends it: with the ids of the channels that it names."""
    for name, channel in server.channels.items():
        words = words.replace(f"#{name}", f"<#{channel.id}>")
    return words


def find_chromium() -> str:
    """The path of Chromium; ends the process if there is none."""
    names = ("chromium", "chromium-browser", "google-chrome")
    found = next(filter(None, map(shutil.which, names)), None)
    return found or sys.exit("Chromium is needed: on Debian, apt-get install chromium.")


async def take(server: DemoServer, name: str, papers: Papers, page: Page) -> None:
    """Says the scene's words and takes the picture of what is in the channel then."""
    scene = SCENES[name]
    channel, general = server.channels[scene.shown], server.channels["general"]

    if scene.first:
        await server.people["editor"].send(general, with_mentions(server, scene.first))
    if scene.papers:
        await papers.arrive(server)
    if scene.words:
        await server.people[scene.who].send(general, with_mentions(server, scene.words))
    async with server.env.preview(
        channel, viewers=[server.people[scene.who]], layout="channel", port=0, width=WIDTH, height=HEIGHT
    ) as preview:
        metrics = {"width": WIDTH, "height": HEIGHT, "deviceScaleFactor": SCALE, "mobile": False}
        await page.call("Emulation.setDeviceMetricsOverride", **metrics)
        await page.call("Page.navigate", url=preview.url)
        box = await page.settled(MESSAGES.replace("LAST", str(scene.last)))
        margin = 0 if scene.last else MARGIN  # above one of several messages there is another one
        clip = {"x": box["x"], "y": box["y"] - margin, "width": box["width"], "height": box["height"] + 2 * margin}
        picture = await page.call("Page.captureScreenshot", clip=clip | {"scale": 1})
        (HERE / f"{name}.png").write_bytes(base64.b64decode(picture["data"]))
        await page.call("Page.navigate", url="about:blank")


@contextlib.asynccontextmanager
async def new_server(papers: Papers) -> AsyncIterator[DemoServer]:
    """A server of the demo with a library of its own; both are gone at the end."""
    with tempfile.TemporaryDirectory() as folder:
        settings = demo_settings(load_settings({}), database_url=f"sqlite:///{folder}/demo.db")
        async with (
            open_resources(settings) as resources,
            open_news_site(papers.now) as fetcher,
            open_demo_server(replace(resources, http=fetcher)) as server,
        ):
            yield server


async def main(names: list[str]) -> None:
    """Takes the pictures, each in a server of its own so that a picture shows one exchange."""
    configure_logging("WARNING", "console")
    render_embeds_as_discord()
    async with browser(find_chromium()) as page:
        for name in names or SCENES:
            papers = Papers()
            async with new_server(papers) as server:
                await take(server, name, papers, page)
            print(f"docs/{name}.png")


if __name__ == "__main__":
    unknown = [name for name in sys.argv[1:] if name not in SCENES]
    if unknown:
        sys.exit(f"no scene {unknown[0]!r}: there are {', '.join(SCENES)}")
    asyncio.run(main(sys.argv[1:]))
