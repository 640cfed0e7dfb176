"""Takes the gallery's pictures: every kind of answer, at the width of a desktop and of a phone, dark and light.

    python docs/gallery.py [NAME ...]      needs Chromium (Debian: apt-get install chromium)

Writes docs/gallery/NAME-WIDTH-THEME.webp for every scene, or for those that are named, and docs/gallery.md, which shows
them all. The scenes are played one after the other in one server of the demo, whose two newspapers have published.
"""

from __future__ import annotations

import asyncio
import base64
import json
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from screenshots import MESSAGES, Page, Papers, browser, find_chromium, new_server, with_mentions

from bot.demo.preview_patches import render_embeds_as_discord, replaced_files
from bot.demo.server import DemoServer
from bot.logs import configure_logging

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

HERE = Path(__file__).parent
FOLDER = HERE / "gallery"


READER, EDITOR = "reader", "editor"


@dataclass(frozen=True, slots=True)
class Scene:
    """What somebody says, and what the picture of the answer shows."""

    name: str
    words: str
    title: str
    who: str = READER


ARTICLE = """\
Leadale library opens on Sundays

The county library in Leadale will open on Sundays from January, Mayor Daniel Okoro said on Friday. Eleven volunteers
will run it between noon and five, and the council pays for the heating.

“People read most when they have time,” said the head librarian, Petra Vance. Two of five visitors come at weekends,
according to the council, and on Saturdays all 64 seats are taken by eleven.
"""
SCENES: Mapping[str, Sequence[Scene]] = {
    "The news": (
        Scene("brief", "!brief today", "The news of a day on one page"),
        Scene("articles", "!articles", "All articles, one entry for each story"),
        Scene("summary", "!summary 1", "The key sentences of an article"),
        Scene("summary-long", "!summary 1 long", "The same, longer"),
        Scene("summary-story", "!summary story reopens", "All articles of one story, nothing said twice"),
        Scene("story", "!story reopens", "Which articles tell the same, and why"),
        Scene("read", "!read 1", "The full text, in pages"),
        Scene("search", "!search ferry -strike", "A search"),
    ),
    "Who and what": (
        Scene("who", "!who Takaichi", "Who somebody is, as the articles say"),
        Scene("quotes", "!quotes Joe Penrose", "What somebody is quoted as saying"),
        Scene("timeline", "!timeline Helen Marsh", "What happened to somebody, the oldest first"),
        Scene("compare", "!compare cracked pier and crack is found", "Two articles side by side"),
        Scene("compare-names", "!compare Joe Penrose and Carl Ostrow", "Two names side by side"),
        Scene("actors", "!actors 1", "Who is named in an article"),
        Scene("actors-period", "!actors week", "Who is named in a period"),
        Scene("themes", "!themes 1", "What an article is about"),
        Scene("theme", "!theme Health", "The articles on a theme"),
        Scene("not-found", "!who Takahashi", "A name that no article has"),
    ),
    "For oneself": (
        Scene("follow", "!follow Helen Marsh", "New articles about somebody, by direct message"),
        Scene("following", "!following", "What one follows"),
        Scene("help", "!help", "The commands"),
        Scene("help-command", "!help summary", "One command"),
        Scene("about", "!about", "What runs, and what is stored about people"),
    ),
    "For editors": (
        Scene("setup", "!setup", "The setup of a new server", EDITOR),
        Scene("help-editors", "!help editors", "Their commands", EDITOR),
        Scene("add", f"!add {ARTICLE}", "An article is added", EDITOR),
        Scene("feeds", "!feed", "The feeds that are followed", EDITOR),
        Scene("feed-check", "!feed check 1", "What became of the items of a feed", EDITOR),
        Scene("why", "!why reopens", "Where an article was posted, and why", EDITOR),
        Scene("announce", "!announce", "Where new articles are posted", EDITOR),
        Scene("post", "!announce test #general", "A post, as a channel gets it", EDITOR),
        Scene("preview", "!announce preview #briefings", "Which of the last articles a channel would have got", EDITOR),
        Scene("settings", "!settings", "The settings of a server", EDITOR),
    ),
}
INTRODUCTION = """\
What the bot answers, each time as on a desktop and on a phone, dark and light. The pictures are taken from the demo by
`python docs/gallery.py`: the real bot over a simulated Discord, with the first seed and the articles of two invented
newspapers."""
WIDTHS: Mapping[str, tuple[int, float]] = {"desktop": (960, 1.0), "phone": (400, 1.25)}
"""For each device: the width of its window in CSS pixels, and how many pixels of the picture one of these has."""
HEIGHT = 6_000
QUALITY = 60
LIGHT = """
:root {
    color-scheme: light; background: #fbfbfb; color: #2f3035;
    --button-secondary-surface: #e9e9eb;
    --button-alt: #e9e9eb; --button-alt-active: #d5d5d9; --button-alt-hover: #dfdfe2; --chip-surface: #ebebed;
    --choice-border: #c4c4c9; --code-border: #dcdce2; --code-surface: #f0f0f3; --code-text: #2f3035;
    --component-border: #dfdfe2; --component-surface: #ffffff; --control-border: #dddde0; --discord-bg: #fbfbfb;
    --discord-border: #dddde0; --discord-control: #ebebed; --discord-elevated: #ffffff; --discord-hover: #e4e4e6;
    --discord-muted: #6b6d75; --discord-subtle: #4f5058; --discord-surface: #f3f3f4; --discord-text: #2f3035;
    --embed-field-name: #2f3035; --entity-dim: #55565d; --entity-text: #2f3035; --input-surface: #ffffff;
    --link-accent: #0b63ce; --link-text: #0b63ce; --list-surface: #ffffff; --option-hover: #ebebed;
    --subtle-surface: #e9e9eb; --subtle-surface-text: #2f3035;
}
.message-content { color: #2f3035; }
.mention { color: #4752c4; background: #e6e8fd; }
.button-style-2, .button-style-5 { color: #2f3035; }
"""
"""Discord's light theme, which simcord's page does not have."""
THEMES: Mapping[str, str] = {"dark": "", "light": LIGHT}
SET_STYLE = "{ const sheet = new CSSStyleSheet(); sheet.replaceSync(STYLE); document.adoptedStyleSheets = [sheet]; }"


async def take(server: DemoServer, scene: Scene, page: Page) -> None:
    """Plays a scene and takes its pictures."""
    general = server.channels["general"]
    person = server.people[scene.who]
    count = len(general.history(viewer=person))
    await person.send(general, with_mentions(server, scene.words))
    new = len(general.history(viewer=person)) - count
    async with server.env.preview(
        general, viewers=[person], layout="channel", port=0, width=WIDTHS["desktop"][0], height=HEIGHT
    ) as preview:
        await page.call("Page.navigate", url=preview.url)
        for device, (width, scale) in WIDTHS.items():
            metrics = {"width": width, "height": HEIGHT, "deviceScaleFactor": scale, "mobile": False}
            await page.call("Emulation.setDeviceMetricsOverride", **metrics)
            for theme, style in THEMES.items():
                await page.settled(MESSAGES.replace("LAST", str(new)))
                await page.value(SET_STYLE.replace("STYLE", json.dumps(style)))
                box = await page.settled(MESSAGES.replace("LAST", str(new)))
                clip = {
                    "x": box["x"],
                    "y": box["y"],
                    "width": box["width"],
                    "height": box["height"],
                    "scale": 1,
                }
                taken = await page.call("Page.captureScreenshot", clip=clip, format="webp", quality=QUALITY)
                (FOLDER / f"{scene.name}-{device}-{theme}.webp").write_bytes(base64.b64decode(taken["data"]))
        await page.call("Page.navigate", url="about:blank")


def written() -> str:
    """The page of all pictures, in Markdown."""
    lines = ["# Gallery", "", INTRODUCTION]
    for heading, scenes in SCENES.items():
        lines += ["", f"## {heading}"]
        for scene in scenes:
            lines += ["", f"### {scene.title}", "", f"`{scene.words}`", ""]
            for theme in THEMES:
                pictures = [f"gallery/{scene.name}-{device}-{theme}.webp" for device in WIDTHS]
                sizes = ("62%", "30%")
                lines.append(
                    " ".join(
                        f'<img src="{picture}" width="{size}" alt="{scene.title}, {device}, {theme}">'
                        for picture, size, device in zip(pictures, sizes, WIDTHS, strict=True)
                    )
                )
    return "\n".join([*lines, ""])


async def main(names: Sequence[str]) -> None:
    """Takes the pictures of the scenes with these names, or of all."""
    configure_logging("WARNING", "console")
    render_embeds_as_discord()
    FOLDER.mkdir(exist_ok=True)
    papers = Papers()
    with replaced_files():
        async with browser(find_chromium()) as page, new_server(papers) as server:
            await papers.arrive(server)
            for scene in (scene for scenes in SCENES.values() for scene in scenes):
                if not names or scene.name in names:
                    await take(server, scene, page)
                    print(f"docs/gallery/{scene.name}-*.webp")
    (HERE / "gallery.md").write_text(written(), encoding="utf-8")


if __name__ == "__main__":
    unknown = set(sys.argv[1:]) - {scene.name for scenes in SCENES.values() for scene in scenes}
    if unknown:
        sys.exit(f"There is no scene {', '.join(sorted(unknown))}.")
    asyncio.run(main(sys.argv[1:]))
