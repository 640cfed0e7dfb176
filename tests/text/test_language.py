from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.models.languages import UNDETERMINED
from bot.text.language import MAX_READ, detect_language

SEED = Path(__file__).parents[2] / "seeds" / "000_a960c30da92131fb.txt"


def test_the_first_seed_article_is_english() -> None:
    assert detect_language(SEED.read_text(encoding="utf-8")) == "en"


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("ja", "東京都は二十四日、新たな防災計画を発表した。"),
        ("zh", "中国外交部发言人周一在北京表示，双方将继续保持沟通。"),
        ("zh", "臺灣總統週一表示，政府將繼續與美國合作。"),
        ("ko", "정부는 화요일 새로운 무역 협정에 서명했다고 발표했다."),
        ("de", "Der Bundestag hat am Freitag das Gesetz beschlossen."),
        ("fr", "Le gouvernement a présenté son budget mardi à Paris."),
        ("es", "El Gobierno aprobó el martes los presupuestos generales."),
        ("it", "Il governo ha approvato martedì la legge di bilancio."),
        ("pt", "O governo aprovou na terça-feira o orçamento do Estado."),
        ("ru", "Правительство во вторник одобрило бюджет на следующий год."),
        ("uk", "Уряд у вівторок схвалив бюджет і надіслав його до парламенту."),
        ("hi", "राज्य में नई सड़क मंगलवार को खुली। मंत्री ने कहा कि लोगों का समय बचेगा।"),
        ("mr", "शहरात नवीन पूल सुरू झाला आहे, असे महापौर म्हणाले."),
        ("ne", "सरकारले आगामी वर्षको योजना सार्वजनिक गरेको छ।"),
        ("ta", "நகரில் புதிய பாலம் திறக்கப்பட்டது என்று அமைச்சர் கூறினார்."),
        ("th", "เมืองนี้เปิดสะพานแห่งใหม่เมื่อวันพุธ"),
        ("ar", "وافقت الحكومة يوم الثلاثاء على الميزانية."),
        ("en", "Two people were killed in the crash."),
        ("en", "PRESIDENT SIGNS THE TRADE BILL AFTER A LONG NIGHT OF TALKS"),
    ],
)
def test_one_sentence_is_enough(code: str, text: str) -> None:
    assert detect_language(text) == code


def test_names_and_quotes_of_another_language_do_not_change_it() -> None:
    text = (
        "The minister said «Nous sommes prêts» before the talks in 東京 began on Tuesday, and her spokesman added that "
        "both governments wanted to sign the agreement before the end of the year."
    )
    assert detect_language(text) == "en"


def test_a_line_break_in_the_text_does_not_hide_what_follows() -> None:
    assert detect_language("10:30\nLe gouvernement a présenté son budget mardi à Paris.") == "fr"


@pytest.mark.parametrize(
    "text",
    ["", " \n\t", "ok", "12345 678 91011", "!" * 500, "😀" * 50, "https://example.com/die/neue/regierung", "\0" * 99],
)
def test_text_in_no_language_is_undetermined(text: str) -> None:
    assert detect_language(text) == UNDETERMINED


def test_only_the_beginning_of_a_long_text_counts() -> None:
    start = "The talks between the two governments went on through the night. " * (MAX_READ // 60)
    assert detect_language(start + "Правительство одобрило бюджет. " * 10_000) == "en"


@given(st.text(st.characters(codec=None), max_size=300))
@example("\ud800\udfff broken text from a broken decoder")
def test_any_text_gives_a_code(text: str) -> None:
    code = detect_language(text)
    assert code == UNDETERMINED or (len(code) == 2 and code.isalpha() and code.islower())
    assert detect_language(text) == code
