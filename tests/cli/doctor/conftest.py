"""Fixtures for the doctor's tests: a database file that does not exist yet, and worker processes without a model."""

from __future__ import annotations

from pathlib import Path

import discord
import pytest
from cli.doctor.checks import PoolWithoutModel
from discord.gateway import DiscordWebSocket


@pytest.fixture(autouse=True)
def pool_without_model(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.cli.doctor.local_checks.AnalysisPool", PoolWithoutModel)


@pytest.fixture
def own_api_base(monkeypatch: pytest.MonkeyPatch) -> None:
    """discord.py's addresses are as before after a test that has asked another Discord."""
    monkeypatch.setattr(discord.http.Route, "BASE", discord.http.Route.BASE)
    monkeypatch.setattr(DiscordWebSocket, "DEFAULT_GATEWAY", DiscordWebSocket.DEFAULT_GATEWAY)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "briefings.db"
