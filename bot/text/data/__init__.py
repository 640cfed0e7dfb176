"""The tables that the text layer reads; each says in its first lines where it comes from."""

from __future__ import annotations

from pathlib import Path

__all__ = ["DATA"]

DATA = Path(__file__).parent
