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
        "1. Luca Ferranti (Italy, Scuderia Brell) 1:32:14.5",
        "2. Kenji Morita (Japan, Olm Racing) +4.2s",
        "Westland 212 all out (A. Roe 88, B. Low 41; C. Holt 4-39)",
        "Marland 216-3 (D. Poe 101 not out)",
        "North: Ann Lee (Labour) 1,204 votes, Bo Diaz (Liberal) 1,187",
        "Carl Holt (Green) 2,310; Dan Poe (Labour) 1,900",
    ],
)
def test_a_result_is_told(line):
    assert is_result_line(line)


@pytest.mark.parametrize(
    "line",
    [
        "Harl beats Tarvo",
        "The vote was 14-11",
        "Harbour shut after storm",
        "1. Ditches must be kept open",
        "7-3",
        "Top 10 films of 2026",
    ],
)
def test_a_heading_is_no_result(line):
    assert not is_result_line(line)
