"""The bot as ``python -m bot run`` starts it, on a clock that can be moved: real time plus the seconds in a file.

The file's path is in the environment as CLOCK. Its lease is short, so that one that stands still is soon replaced.
"""

from __future__ import annotations

import functools
import os
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import bot.runtime.process
import bot.services.lease
import bot.store.sqlite.lease
from bot.cli.app import main

LEASE_SECONDS, LEASE_RENEWAL_SECONDS = 3.0, 0.3


def clock() -> datetime:
    return datetime.now(UTC) + timedelta(seconds=float(Path(os.environ["CLOCK"]).read_text(encoding="ascii")))


if __name__ == "__main__":
    bot.runtime.process.open_resources = functools.partial(bot.runtime.process.open_resources, clock=clock)
    for module in (bot.services.lease, bot.store.sqlite.lease):
        module.LEASE_SECONDS, module.LEASE_RENEWAL_SECONDS = LEASE_SECONDS, LEASE_RENEWAL_SECONDS
    sys.argv[1:] = ["run"]
    main()
