"""Lines that are nothing but a result."""

import pytest

from bot.text.result_lines import is_result_line


@pytest.mark.parametrize(
    "line",
    [
        "Harl United 3-1 Tarvo",
        "Olm 0-0 Brell City",
        "Dorn Rovers 2-4 Westhaven (Hart 3, Ross 9; Voss 1)",
        "Harl Bears 101, Tarvo Kings 98",
        "Dorn 120, Westhaven 118 (OT)",
        "Harl – Tarvo 28:25",
        "1. Harl United 12 9 2 1 29",
        "2. Anders Lind (Sweden) 1:42.80",
    ],
)
def test_a_result_is_told(line):
    assert is_result_line(line)


@pytest.mark.parametrize(
    "line",
    ["Harl beats Tarvo", "The vote was 14-11", "Harbour shut after storm", "1. Ditches must be kept open", "7-3"],
)
def test_a_heading_is_no_result(line):
    assert not is_result_line(line)
