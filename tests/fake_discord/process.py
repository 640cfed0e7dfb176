"""The real bot as a process of its own: ``python -m bot run``, its log read line by line."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Self

from fake_discord.server import FakeDiscord

ROOT = Path(__file__).parents[2]
RUN = ("-m", "bot", "run")
KEPT = ("PATH", "HOME", "LANG", "TMPDIR", "SYSTEMROOT")


class BotProcess:
    """One life of a bot. ``log`` holds its lines; with ``async with`` it is killed at the end, if it still lives."""

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
        environment = {name: os.environ[name] for name in KEPT if name in os.environ}
        environment |= {
            "PYTHONPATH": os.pathsep.join((str(ROOT), str(ROOT / "tests"))),
            "DISCORD_TOKEN": discord.token,
            "DISCORD_API_URL": discord.url,
            "DATABASE_URL": f"sqlite:///{folder}/briefings.db",
            "SEEDS_DIR": "",
            "LOG_FORMAT": "json",
            **settings,
        }
        process = await asyncio.create_subprocess_exec(
            sys.executable, *command, cwd=folder, env=environment, stderr=asyncio.subprocess.PIPE, limit=1 << 20
        )
        return cls(process)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        self.kill()
        await self.ended()

    def kill(self) -> None:
        """As a power cut: SIGKILL."""
        self._signal(signal.SIGKILL)

    def stop(self) -> None:
        """As a service manager stops it: SIGTERM."""
        self._signal(signal.SIGTERM)

    def freeze(self) -> None:
        """As a virtual machine that is suspended: SIGSTOP."""
        self._signal(signal.SIGSTOP)

    def thaw(self) -> None:
        """It goes on as if nothing had been: SIGCONT."""
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

    async def ended(self, seconds: float = 30.0) -> int:
        """Its exit code, once it has ended. Raises TimeoutError."""
        async with asyncio.timeout(seconds):
            code = await self._process.wait()
            await self._reading
        return code

    async def logged(self, event: str, seconds: float = 30.0) -> dict[str, Any]:
        """The first line with this event, as soon as it is there. Raises TimeoutError or, if it ended, EOFError."""

        def found() -> dict[str, Any] | None:
            if line := next((line for line in self.log if line.get("event") == event), None):
                return line
            if self._over:
                raise EOFError(f"the bot ended without {event}: {self.log[-3:]}")
            return None

        return await self._until(found, seconds)

    async def printed(self, text: str, seconds: float = 30.0) -> dict[str, Any]:
        """The first line outside the log that begins so. Raises TimeoutError."""
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


def _parsed(line: str) -> dict[str, Any]:
    try:
        return json.loads(line)
    except json.JSONDecodeError:
        return {"event": "text", "text": line.rstrip()}
