"""Fixtures for the doctor's tests: a database file that does not exist yet, and worker processes without a model."""

from __future__ import annotations

from pathlib import Path

import pytest
from cli.doctor.checks import PoolWithoutModel


@pytest.fixture(autouse=True)
def pool_without_model(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.cli.doctor.local_checks.AnalysisPool", PoolWithoutModel)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "briefings.db"
