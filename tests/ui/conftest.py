from __future__ import annotations

from ui.wire import wire

__all__ = ["wire"]  # a fixture: pytest finds it here
