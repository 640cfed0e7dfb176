"""How the results are printed."""

from __future__ import annotations

import io

from rich.console import Console

from bot.cli.doctor.report import CheckResult, Status, print_report


def test_findings_are_lines_without_a_terminal_and_a_table_with_one():
    results = [CheckResult(Status.OK, "token", "set"), CheckResult(Status.ERROR, "#[red]news", "closed", "open it")]
    plain, table = io.StringIO(), io.StringIO()
    print_report(results, Console(file=plain))
    assert plain.getvalue() == "ok       token: set\nerror    #[red]news: closed\n         -> open it\n"
    print_report(results, Console(file=table, force_terminal=True, width=100))
    assert "#[red]news" in table.getvalue()
    assert "status" in table.getvalue()
