"""The tables that stories are found with; each says in its first lines what it holds and where it comes from."""

from __future__ import annotations

from pathlib import Path

__all__ = ["DATA"]

DATA = Path(__file__).parent
