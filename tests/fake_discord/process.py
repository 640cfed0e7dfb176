"""The real bot as a process of its own: ``python -m bot run``, its log read line by line."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Self

from fake_discord.server import FakeDiscord

ROOT = Path(__file__).parents[2]
RUN = ("-m", "bot", "run")
PROMISED_SECONDS = 5.0
"""After a signal to stop, the process has ended within this time."""
PATIENCE_SECONDS = 120.0
"""So long is waited for what the process does: it takes two seconds, and many times as long on a busy machine."""
INHERITED = ("PATH", "HOME", "LANG", "TMPDIR", "SYSTEMROOT", "COVERAGE_PROCESS_CONFIG")
"""What a process of the tests gets of their own environment; with the last one its coverage is measured too."""


def environment(**settings: str) -> dict[str, str]:
    """The environment of a process that imports the bot and the tests: no settings but these."""
    inherited = {name: os.environ[name] for name in INHERITED if name in os.environ}
    if "COVERAGE_PROCESS_CONFIG" in inherited:  # its worker processes look for pyproject.toml's relative path instead
        inherited["COVERAGE_FILE"] = str(ROOT / ".coverage" / "data")
    return inherited | {"PYTHONPATH": os.pathsep.join((str(ROOT), str(ROOT / "tests")))} | settings


class BotProcess:
    """One process of the bot. ``log`` holds its lines; ``async with`` kills it at the end if it still runs."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self._process = process
        self.log: list[dict[str, Any]] = []
        self._over = False
        self._more = asyncio.Condition()
        self._reading = asyncio.create_task(self._read())

    @classmethod
    async def start(
        cls,
        discord: FakeDiscord,
        folder: Path,
        *,
        command: Sequence[str] = RUN,
        **settings: str,
    ) -> Self:
        """Starts it in a folder, with its library in that folder and no seeds, unless ``settings`` say otherwise."""
        own = {
            "DISCORD_TOKEN": discord.token,
            "DISCORD_API_URL": discord.url,
            "DATABASE_URL": f"sqlite:///{folder}/briefings.db",
            "SEEDS_DIR": "",
            "LOG_FORMAT": "json",
            **settings,
        }
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, *command),
            cwd=folder,
            env=environment(**own),
            stderr=asyncio.subprocess.PIPE,
            limit=1 << 20,
        )
        return cls(process)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        self.kill()
        await self.ended()

    def kill(self) -> None:
        """Sends SIGKILL, as a power cut would end it."""
        self._signal(signal.SIGKILL)

    def stop(self) -> None:
        """Sends SIGTERM, as a service manager does."""
        self._signal(signal.SIGTERM)

    def freeze(self) -> None:
        """Sends SIGSTOP, like suspending a virtual machine."""
        self._signal(signal.SIGSTOP)

    def thaw(self) -> None:
        """Sends SIGCONT: the process continues where it was stopped."""
        self._signal(signal.SIGCONT)

    def _signal(self, number: int) -> None:
        if self._process.returncode is None:
            self._process.send_signal(number)

    @property
    def pid(self) -> int:
        return self._process.pid

    @property
    def running(self) -> bool:
        return self._process.returncode is None

    async def ended(self, seconds: float = PATIENCE_SECONDS) -> int:
        """Waits until the process has ended; returns its exit code. Raises TimeoutError."""
        async with asyncio.timeout(seconds):
            code = await self._process.wait()
            await self._reading
        return code

    async def logged(self, event: str, seconds: float = PATIENCE_SECONDS) -> dict[str, Any]:
        """Waits for the first line with this event. Raises TimeoutError, or EOFError if the process has ended."""

        def found() -> dict[str, Any] | None:
            if line := next((line for line in self.log if line.get("event") == event), None):
                return line
            if self._over:
                raise EOFError(f"the bot ended without {event}: {self.log[-3:]}")
            return None

        return await self._until(found, seconds)

    async def printed(self, text: str, seconds: float = PATIENCE_SECONDS) -> dict[str, Any]:
        """Waits for the first line that begins so and is not of the log. Raises TimeoutError."""
        return await self._until(
            lambda: next((line for line in self.log if str(line.get("text", "")).startswith(text)), None), seconds
        )

    def events(self, event: str) -> list[dict[str, Any]]:
        return [line for line in self.log if line.get("event") == event]

    async def _until(self, found: Callable[[], Any], seconds: float) -> Any:
        async with asyncio.timeout(seconds), self._more:
            return await self._more.wait_for(found)

    async def _read(self) -> None:
        stream = self._process.stderr
        assert stream is not None
        while raw := await stream.readline():
            await self._note(_parsed(raw.decode(errors="replace")))
        self._over = True
        await self._note({"event": "ended"})

    async def _note(self, line: dict[str, Any]) -> None:
        self.log.append(line)
        async with self._more:
            self._more.notify_all()


def stopped(began: float) -> None:
    """Asserts that the promise about stopping was kept by what was told to stop at ``began``."""
    assert time.monotonic() - began < PROMISED_SECONDS


def _parsed(line: str) -> dict[str, Any]:
    try:
        return json.loads(line)
    except json.JSONDecodeError:
        return {"event": "text", "text": line.rstrip()}
