"""What a style makes of an element: nothing to be seen, or a ground that its letters stand on."""

from __future__ import annotations

import re

__all__ = ["COMMENT", "colour_of", "declarations", "has_ground", "hides"]

_DECLARATION = re.compile(r"([a-z-]{2,40})\s*:\s*([^;]{1,200})")
COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)", re.DOTALL)
_ESCAPE = re.compile(r"\\([0-9a-fA-F]{1,6})\s?")
_NUMBER = re.compile(r"(-?\d{0,9}\.?\d{1,9})\s*(px|em|rem|pt|%|vw|vh|ex|ch)?")
_EXACT = {
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
_AWAY = -500.0
"""Pixels to the left or above from which an element is off every screen."""
_PIXELS = {"em": 16.0, "rem": 16.0, "%": 5.0, "vw": 5.0, "vh": 5.0, "ch": 8.0, "ex": 8.0}
"""How many pixels a unit stands for here, by rule of thumb."""
_CLEAR = re.compile(r"transparent|rgba\(.*,0?\.?0*%?\)|hsla\(.*,0?\.?0*%?\)|#[0-9a-f]{6}00|#[0-9a-f]{3}0")
_COLOURS = {"#ffffff": "white", "#fff": "white", "rgb(255,255,255)": "white", "rgba(255,255,255,1)": "white"}
MAX_INLINE = 2_000


def declarations(style: str) -> dict[str, str]:
    """Property -> value of a style, in lower case, without escapes, comments and ``!important``."""
    plain = _ESCAPE.sub(lambda m: chr(min(int(m[1], 16), 0xFFFF)), COMMENT.sub("", style[:MAX_INLINE])).lower()
    return {
        match[1]: match[2].replace("!important", "").replace("! important", "").strip()
        for match in _DECLARATION.finditer(plain)
    }


def hides(style: dict[str, str]) -> bool:
    """Whether declarations make an element invisible."""
    if any((name, value.replace(" ", "")) in _EXACT for name, value in style.items()):
        return True
    if _CLEAR.fullmatch(style.get("color", "").replace(" ", "")):
        return True
    moving = any(name.startswith(("animation", "transition")) for name in style)
    opacity = _number(style.get("opacity"))
    if opacity is not None and opacity <= 0.05 and not moving:
        return True
    size = _number(style.get("font-size"))
    if (size is not None and size <= 0.1) or style.get("font-size") == "1px":
        return True
    if any((_length(style.get(name)) or 0) <= _AWAY for name in ("text-indent", "margin-left", "margin-top")):
        return True
    if style.get("position") in ("absolute", "fixed", "relative"):
        if any((_length(style.get(name)) or 0) <= _AWAY for name in ("left", "top", "right", "bottom")):
            return True
        if any(n <= _AWAY for n in _lengths(style.get("inset", ""))):
            return True
        if style.get("clip", "").startswith("rect(") and not any(n > 1 for n in _lengths(style["clip"])):
            return True
    moved = style.get("translate", "") + " " + style.get("transform", "").replace("scale", "0")
    if any(n <= _AWAY for n in _lengths(moved)):
        return True
    if style.get("clip-path", "").startswith("polygon(") and not any(_lengths(style["clip-path"])):
        return True
    cut = style.get("overflow", style.get("overflow-y", "")) in ("hidden", "clip")
    if cut and (_length(style.get("text-indent")) or 0) >= -_AWAY:
        return True
    if cut and any((_length(style.get(name), 9) or 0) <= 1 for name in ("height", "max-height", "width", "max-width")):
        return True
    colour, ground = (colour_of(style.get(name)) for name in ("color", "background-color"))
    return colour is not None and colour == (ground or colour_of(style.get("background")))


def _number(value: str | None) -> float | None:
    match = _NUMBER.match(value) if value else None
    return float(match[1]) if match else None


def _length(value: str | None, default: float | None = None) -> float | None:
    return next(iter(_lengths(value or "")), default)


def _lengths(value: str) -> list[float]:
    """The lengths in a value, in pixels."""
    return [float(match[1]) * _PIXELS.get(match[2] or "", 1.0) for match in _NUMBER.finditer(value)]


def colour_of(value: str | None) -> str | None:
    """A colour in one spelling where it has several."""
    value = value.replace(" ", "") if value else None
    return _COLOURS.get(value, value) if value else None


def has_ground(style: dict[str, str]) -> bool:
    """Whether declarations put another colour than white, or a picture, behind the letters."""
    behind = [style.get("background"), style.get("background-color"), style.get("background-image")]
    return any(
        value and colour_of(value) not in ("white", "none", "transparent", "inherit", "initial") for value in behind
    )
