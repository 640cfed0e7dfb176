"""How a command ends that cannot use its settings."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from cli.commands import run


@pytest.mark.parametrize(("name", "value"), [("LOG_LEVEL", "LOUD"), ("COMMAND_PREFIX", "abc")])
@pytest.mark.parametrize("command", [("run",), ("add", "x.txt"), ("ask", "!help"), ("health",), ("demo",)])
def test_an_unusable_setting_is_one_line_and_code_78(
    monkeypatch: pytest.MonkeyPatch, command: Sequence[str], name: str, value: str
) -> None:
    monkeypatch.setenv(name, value)
    result = run(*command)
    assert result.exit_code == 78
    assert name in result.stderr
    assert result.stderr.count("\n") == 1
