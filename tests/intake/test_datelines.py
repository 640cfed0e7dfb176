from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.intake.datelines import Dateline, read_dateline, with_dateline
from bot.models.articles import Draft

NOW = datetime(2026, 11, 29, 12, tzinfo=UTC)
THAT_DAY = datetime(2026, 11, 26, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "source", "day"),
    [
        ("ATHENS, Nov 26 (Reuters) - The ferry sailed.", "Reuters", THAT_DAY),
        ("BRUSSELS/PARIS, Nov 26 (Reuters) - The ferry sailed.", "Reuters", THAT_DAY),
        ("RIO DE JANEIRO, November 26 (Reuters) – The ferry sailed.", "Reuters", THAT_DAY),
        ("Nov 26 (Reuters) - The ferry sailed.", "Reuters", THAT_DAY),
        ("LONDON, Nov 26 (Reuters Health) - The ferry sailed.", "Reuters Health", THAT_DAY),
        ("BEIJING, Nov. 26 (Xinhua) -- The ferry sailed.", "Xinhua", THAT_DAY),
        ("New Delhi, Nov 26 (PTI) The ferry sailed.", "PTI", THAT_DAY),
        ("New Delhi [India], November 26 (ANI): The ferry sailed.", "ANI", THAT_DAY),
        ("MOSCOW, November 26. /TASS/. The ferry sailed.", "TASS", THAT_DAY),
        ("Madrid, 26 nov (EFE).- El barco salió.", "EFE", THAT_DAY),
        ("MADRID, 26 de noviembre de 2026 (EFE) - El barco salió.", "EFE", THAT_DAY),
        ("(ANSA) - ROMA, 26 NOV - La nave è partita.", "ANSA", THAT_DAY),
        ("(ANSA) - ROMA - La nave è partita.", "ANSA", None),
        ("NEW YORK, Nov. 26, 2026 /PRNewswire/ -- The ferry sailed.", "PRNewswire", THAT_DAY),
        ("KESSEL, Nov 26 (Kessel News Agency) - The ferry sailed.", "Kessel News Agency", THAT_DAY),
        ("KESSEL, N.C. (WKSL/WKST) — The ferry sailed.", "WKSL/WKST", None),
        ("KESSEL, Nov. 26 (Harbour News) -- The ferry sailed.", "Harbour News", THAT_DAY),
        ("ATHENS, Nov 26 - The ferry sailed.", None, THAT_DAY),
        ("HAVANA 2026-11-26 - The ferry sailed.", None, THAT_DAY),
        ("PARIS, 26 novembre 2025 (AFP) - Le bateau est parti.", "AFP", datetime(2025, 11, 26, tzinfo=UTC)),
        ("London (CNN) -- The ferry sailed.", "CNN", None),
        ("(CNN) — The ferry sailed.", "CNN", None),
        ("(CNN) The ferry sailed.", "CNN", None),
        ("(CNN)The ferry sailed.", "CNN", None),
        ("SAN JOSE, Calif. (AP) — The ferry sailed.", "AP", None),
        ("Kiel (dpa/lno) - Die Fähre fuhr ab.", "dpa/lno", None),
        # A day without a year that is long ago, to come or impossible could be of any year.
        ("ATHENS, Nov 2 (Reuters) - The ferry sailed.", "Reuters", None),
        ("ATHENS, Dec 30 (Reuters) - The ferry sailed.", "Reuters", None),
        ("ATHENS, Nov 31 (Reuters) - The ferry sailed.", "Reuters", None),
        ("ATHENS, Dec 30, 2026 (Reuters) - The ferry sailed.", "Reuters", None),
        # These are no datelines.
        ("WASHINGTON — The ferry sailed.", None, None),
        ("Paris (Texas) — The ferry sailed.", None, None),
        ("Kessel (KSSL) — The ferry sailed.", None, None),
        ("PARIS (TX) — The ferry sailed.", None, None),
        ("Ann Lee (AP) said the ferry sailed.", None, None),
        ("(AP Photo) The ferry sailed.", None, None),
        ("KESSEL (AP Photo) — The ferry sailed.", None, None),
        ("(Left) - ROMA, 26 NOV - The ferry sailed.", None, None),
        ("SATURDAY, Nov 28 - The day of the regatta.", None, None),
        ("Saturday, Nov 28 – the day of the regatta – was wet.", None, None),
        ("The ferry sailed on Nov 26 (Reuters) - late.", None, None),
        ("The ferry\nATHENS, Nov 26 (Reuters) - sailed.", None, None),
        ("", None, None),
    ],
)
def test_a_dateline_names_the_agency_and_the_day(text: str, source: str | None, day: datetime | None) -> None:
    assert read_dateline(text, NOW) == Dateline(source, day)


def test_around_new_year_the_day_is_of_the_nearest_year() -> None:
    january = datetime(2027, 1, 2, 12, tzinfo=UTC)
    assert read_dateline("ATHENS, Dec 30 (AP) - It sailed.", january).published_at == datetime(2026, 12, 30, tzinfo=UTC)
    december = datetime(2026, 12, 31, 20, tzinfo=UTC)
    assert read_dateline("ATHENS, Jan 1 (AP) - It sailed.", december).published_at == datetime(2027, 1, 1, tzinfo=UTC)


def test_a_dateline_gives_only_what_nothing_else_gives() -> None:
    text, other = "ATHENS, Nov 26 (Reuters) - The ferry sailed.", datetime(2026, 11, 20, tzinfo=UTC)
    found = with_dateline(Draft("Ferry", text), NOW)
    assert (found.source, found.published_at, found.text) == ("Reuters", THAT_DAY, text)
    found = with_dateline(Draft("Ferry", text, source="The Paper"), NOW)
    assert (found.source, found.published_at) == ("The Paper", THAT_DAY)
    found = with_dateline(Draft("Ferry", text, published_at=other), NOW)
    assert (found.source, found.published_at) == ("Reuters", other)
    complete = Draft("Ferry", text, source="The Paper", published_at=other)
    assert with_dateline(complete, NOW) is complete
