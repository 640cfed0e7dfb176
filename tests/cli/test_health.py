"""``health``: was a bot with these settings connected within the last minute?"""

from __future__ import annotations

import os

from cli.commands import run
from conftest import START

from bot.runtime.heartbeat import heartbeat_file
from bot.settings import Settings


def test_health_is_about_the_last_minute(settings: Settings) -> None:
    beat = heartbeat_file(settings)
    assert beat is not None
    dead = run("health")
    assert (dead.exit_code, dead.stdout) == (1, "")
    assert dead.stderr == "No bot with this database was connected to Discord within the last minute.\n"
    beat.touch()
    assert run("health").exit_code == 0
    os.utime(beat, (START.timestamp() - 10**8, START.timestamp() - 10**8))
    assert run("health").exit_code == 1
