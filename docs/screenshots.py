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
from pathlib import Path
from typing import Any

import aiohttp

from bot.demo.server import DemoServer, demo_settings, open_demo_server
from bot.logs import configure_logging
from bot.runtime.app import open_resources
from bot.settings import load_settings

HERE = Path(__file__).parent
# name: who says what, and the channel that is shown
SCENES = {
    "summary": ("reader", "!summary", "general"),
    "who": ("reader", "!who Takaichi", "general"),
    "themes": ("reader", "!themes 1", "general"),
    "post": ("editor", "!announce test #briefings", "briefings"),
    "error": ("reader", "!who Takahashi", "general"),
    "help": ("reader", "!help", "general"),
}
WIDTH, HEIGHT, SCALE = 960, 2_400, 2
MARGIN = 12
SECONDS = 30.0
FLAGS = (
    *("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"),
    *("--disable-background-networking", "--disable-component-update", "--hide-scrollbars"),
    *("--remote-debugging-port=0", "about:blank"),
)
# The channel's messages without the page's own bars, once the fonts are there and nothing moves any more.
MESSAGES = """(() => {
    const rows = [...document.querySelectorAll('.channel-message')];
    if (!rows.length || document.fonts.status !== 'loaded') return null;
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


async def take(server: DemoServer, name: str, page: Page) -> None:
    """Says the scene's words and takes the picture of what is in the channel then."""
    who, words, shown = SCENES[name]
    channel = server.channels[shown]
    words = words.replace("#briefings", f"<#{server.channels['briefings'].id}>")
    await server.people[who].send(server.channels["general"], words)
    async with server.env.preview(
        channel, viewers=[server.people[who]], layout="channel", port=0, width=WIDTH, height=HEIGHT
    ) as preview:
        metrics = {"width": WIDTH, "height": HEIGHT, "deviceScaleFactor": SCALE, "mobile": False}
        await page.call("Emulation.setDeviceMetricsOverride", **metrics)
        await page.call("Page.navigate", url=preview.url)
        box = await page.settled(MESSAGES)
        clip = {"x": box["x"], "y": box["y"] - MARGIN, "width": box["width"], "height": box["height"] + 2 * MARGIN}
        picture = await page.call("Page.captureScreenshot", clip=clip | {"scale": 1})
        (HERE / f"{name}.png").write_bytes(base64.b64decode(picture["data"]))
        await page.call("Page.navigate", url="about:blank")


async def main(names: list[str]) -> None:
    """Takes the pictures, each in a server of its own so that a picture shows one exchange."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if chromium is None:
        sys.exit("Chromium is needed: on Debian, apt-get install chromium.")
    configure_logging("WARNING", "console")
    async with browser(chromium) as page:
        for name in names or SCENES:
            with tempfile.TemporaryDirectory() as folder:
                settings = demo_settings(load_settings({}), database_url=f"sqlite:///{folder}/demo.db")
                async with open_resources(settings) as resources, open_demo_server(resources) as server:
                    await take(server, name, page)
            print(f"docs/{name}.png")


if __name__ == "__main__":
    unknown = [name for name in sys.argv[1:] if name not in SCENES]
    if unknown:
        sys.exit(f"no scene {unknown[0]!r}: there are {', '.join(SCENES)}")
    asyncio.run(main(sys.argv[1:]))
