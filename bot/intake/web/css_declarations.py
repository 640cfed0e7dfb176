"""Reads the declarations of a CSS style and decides whether they make an element invisible."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple, TypeAlias

__all__ = ["HIDING_RULES", "HidingRule", "has_background", "hides", "normalise_colour", "parse_declarations"]

Style: TypeAlias = dict[str, str]
"""Property -> value."""

MAX_INLINE = 2_000
"""How many characters of a style attribute are read."""
_DECLARATION = re.compile(r"([a-z-]{2,40})\s*:\s*([^;]{1,200})")
_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)", re.DOTALL)
_ESCAPE = re.compile(r"\\([0-9a-fA-F]{1,6})\s?")
_NUMBER = re.compile(r"(-?\d{0,9}\.?\d{1,9})\s*(px|em|rem|pt|%|vw|vh|ex|ch)?")
_INVISIBLE = {
    ("display", "none"),
    ("visibility", "hidden"),
    ("visibility", "collapse"),
    ("content-visibility", "hidden"),
    ("transform", "scale(0)"),
    ("scale", "0"),
    ("filter", "opacity(0)"),
    ("filter", "opacity(0%)"),
    ("clip-path", "circle(0)"),
    ("clip-path", "inset(50%)"),
    ("clip-path", "inset(100%)"),
}
OFF_SCREEN = -500.0
"""Pixels to the left or above from which an element is off every screen."""
MIN_OPACITY, MIN_FONT_SIZE = 0.05, 0.1
"""Up to these values an element cannot be seen."""
_PIXELS = {"em": 16.0, "rem": 16.0, "%": 5.0, "vw": 5.0, "vh": 5.0, "ch": 8.0, "ex": 8.0}
"""How many pixels a unit stands for, by rule of thumb."""
_TRANSPARENT = re.compile(r"transparent|rgba\(.*,0?\.?0*%?\)|hsla\(.*,0?\.?0*%?\)|#[0-9a-f]{6}00|#[0-9a-f]{3}0")
_WHITE = {"#ffffff": "white", "#fff": "white", "rgb(255,255,255)": "white", "rgba(255,255,255,1)": "white"}


def parse_declarations(style: str) -> Style:
    """The declarations of a style in lower case, without escapes, comments and ``!important``."""
    plain = _COMMENT.sub("", style[:MAX_INLINE])
    plain = _ESCAPE.sub(lambda m: chr(min(int(m[1], 16), 0xFFFF)), plain).lower()
    return {
        match[1]: match[2].replace("!important", "").replace("! important", "").strip()
        for match in _DECLARATION.finditer(plain)
    }


def hides(style: Style) -> bool:
    """True if the declarations make an element invisible, by any of HIDING_RULES."""
    return any(rule.matches(style) for rule in HIDING_RULES)


def normalise_colour(value: str | None) -> str | None:
    """A colour in one spelling if it has several: all that are known for white become "white"."""
    value = value.replace(" ", "") if value else None
    return _WHITE.get(value, value) if value else None


def has_background(style: Style) -> bool:
    """True if the declarations put a picture or a colour other than white behind the letters."""
    values = [style.get("background"), style.get("background-color"), style.get("background-image")]
    none = ("white", "none", "transparent", "inherit", "initial")
    return any(value and normalise_colour(value) not in none for value in values)


def _is_transparent(style: Style) -> bool:
    return _TRANSPARENT.fullmatch(style.get("color", "").replace(" ", "")) is not None


def _is_faded(style: Style) -> bool:
    opacity = _number(style.get("opacity"))
    animated = any(name.startswith(("animation", "transition")) for name in style)
    return opacity is not None and opacity <= MIN_OPACITY and not animated


def _is_tiny(style: Style) -> bool:
    size = _number(style.get("font-size"))
    return (size is not None and size <= MIN_FONT_SIZE) or style.get("font-size") == "1px"


def _is_positioned_away(style: Style) -> bool:
    return _is_positioned(style) and (
        any(_is_away(style, name) for name in ("left", "top", "right", "bottom"))
        or any(n <= OFF_SCREEN for n in _lengths(style.get("inset", "")))
    )


def _is_clipped_away(style: Style) -> bool:
    clip = style.get("clip", "")
    return _is_positioned(style) and clip.startswith("rect(") and not any(n > 1 for n in _lengths(clip))


def _is_moved_away(style: Style) -> bool:
    moved = f"{style.get('translate', '')} {style.get('transform', '').replace('scale', '0')}"
    return any(n <= OFF_SCREEN for n in _lengths(moved))


def _is_empty_polygon(style: Style) -> bool:
    path = style.get("clip-path", "")
    return path.startswith("polygon(") and not any(_lengths(path))


def _is_indented_out(style: Style) -> bool:
    return _cuts_overflow(style) and (_length(style.get("text-indent")) or 0) >= -OFF_SCREEN


def _is_empty_box(style: Style) -> bool:
    sides = ("height", "max-height", "width", "max-width")
    return _cuts_overflow(style) and any((_length(style.get(name), 9) or 0) <= 1 for name in sides)


def _has_colour_of_background(style: Style) -> bool:
    colour = normalise_colour(style.get("color"))
    background = normalise_colour(style.get("background-color")) or normalise_colour(style.get("background"))
    return colour is not None and colour == background


def _is_positioned(style: Style) -> bool:
    return style.get("position") in ("absolute", "fixed", "relative")


def _cuts_overflow(style: Style) -> bool:
    return style.get("overflow", style.get("overflow-y", "")) in ("hidden", "clip")


def _is_away(style: Style, name: str) -> bool:
    return (_length(style.get(name)) or 0) <= OFF_SCREEN


def _number(value: str | None) -> float | None:
    match = _NUMBER.match(value) if value else None
    return float(match[1]) if match else None


def _length(value: str | None, default: float | None = None) -> float | None:
    return next(iter(_lengths(value or "")), default)


def _lengths(value: str) -> list[float]:
    """The lengths in a value, in pixels."""
    return [float(match[1]) * _PIXELS.get(match[2] or "", 1.0) for match in _NUMBER.finditer(value)]


class HidingRule(NamedTuple):
    """A way of making an element invisible, with a style that does so."""

    name: str
    matches: Callable[[Style], bool]
    example: str


HIDING_RULES = (
    HidingRule(
        "an invisible value",
        lambda style: any((name, value.replace(" ", "")) in _INVISIBLE for name, value in style.items()),
        "display: none",
    ),
    HidingRule("a transparent colour", _is_transparent, "color: rgba(0, 0, 0, 0)"),
    HidingRule("no opacity, unless it is animated", _is_faded, "opacity: 0"),
    HidingRule("a font too small to read", _is_tiny, "font-size: 0"),
    HidingRule(
        "an indent or margin off the screen",
        lambda style: any(_is_away(style, name) for name in ("text-indent", "margin-left", "margin-top")),
        "text-indent: -9999px",
    ),
    HidingRule("a position off the screen", _is_positioned_away, "position: absolute; left: -9999px"),
    HidingRule("a clip of no size", _is_clipped_away, "position: absolute; clip: rect(0, 0, 0, 0)"),
    HidingRule("a translation off the screen", _is_moved_away, "transform: translateX(-9999px)"),
    HidingRule("a clip path of no size", _is_empty_polygon, "clip-path: polygon(0 0, 0 0)"),
    HidingRule("an indent out of its box", _is_indented_out, "overflow: hidden; text-indent: 9999px"),
    HidingRule("a box of no size", _is_empty_box, "overflow: hidden; height: 0"),
    HidingRule("letters in the background’s colour", _has_colour_of_background, "color: #fff; background: white"),
)
