"""Turns our SVG into PNG, in a worker process."""

from __future__ import annotations

from pathlib import Path

__all__ = ["render"]

FONT = Path(__file__).parent / "fonts" / "DejaVuSans.ttf"
ZOOM = 1.5
"""Pixels of a unit: sharp on phones, which have several to a point."""


def render(svg: str) -> bytes:
    """The PNG of one of our drawings, with no other font than ours. Raises ImportError or ValueError."""
    from resvg_py import svg_to_bytes  # so that only a process that draws loads it

    return bytes(svg_to_bytes(svg_string=svg, skip_system_fonts=True, font_files=[str(FONT)], zoom=ZOOM))
