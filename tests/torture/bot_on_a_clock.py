"""The bot as ``python -m bot run`` starts it, on a clock that can be moved: real time plus the seconds in a file.

The file's path is in the environment as CLOCK.
"""

from __future__ import annotations

import functools
import os
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import bot.process
from bot.__main__ import main


def clock() -> datetime:
    return datetime.now(UTC) + timedelta(seconds=float(Path(os.environ["CLOCK"]).read_text(encoding="ascii")))


if __name__ == "__main__":
    bot.process.open_resources = functools.partial(bot.process.open_resources, clock=clock)
    sys.argv[1:] = ["run"]
    main()
