from __future__ import annotations

import pytest
from text.actors.detection.examples import candidates_in, name_and_text

from bot.text.actors.detection.joining_punctuation import JOINING_PUNCTUATION
from bot.text.actors.detection.span_extension import CONNECTORS

EXAMPLES = [*(connector.example for connector in CONNECTORS), *(example for _, example in JOINING_PUNCTUATION)]


@pytest.mark.parametrize(
    "example",
    [
        *EXAMPLES,
        "They met [Kang Young-hoon].",
        "They met [Kim Jong-il].",
        "They met [Kim In-so].",
        "They flew to [Aix-en-Provence].",
        "They met the [Centre for Policy Studies].",
        "They met the [Bill and Melinda Gates Foundation].",
        "They studied at [St John's College].",
        "They met [al-Sisi].",
        "They met [van Gogh].",
        "They met [Joost van der Westhuizen].",
        "They left the [Department for Culture, Media and Sport].",
        "They left the [Department for Business, Energy and Industrial Strategy].",
        "They met the [Bureau of Alcohol, Tobacco, Firearms and Explosives].",
        "They studied at the [School of Arts, Media and Communication].",
    ],
)
def test_words_that_hold_a_name_together(example: str) -> None:
    name, text = name_and_text(example)
    assert set(candidates_in(text)) == {name}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "They left the Office for Budget Responsibility and HM Treasury.",
            ["Office for Budget Responsibility", "HM Treasury"],
        ),
        (
            "They sued the Department of Justice, Microsoft and Google.",
            ["Department of Justice", "Microsoft", "Google"],
        ),
        ("They left the Bank of England, Barclays and Lloyds.", ["Bank of England", "Barclays", "Lloyds"]),
        ("They left the University of Kent, Canterbury and Dover.", ["University of Kent", "Canterbury", "Dover"]),
        ("They left the Bank of England and Barclays.", ["Bank of England", "Barclays"]),
        (
            "They left the Centers for Disease Control and Prevention on Monday.",
            ["Centers for Disease Control and Prevention"],
        ),
        ("They left the College of Obstetricians and Gynecologists.", ["College of Obstetricians and Gynecologists"]),
        ("They left the Idaho Department of Fish and Game.", ["Idaho Department of Fish and Game"]),
        ("They left the Department of Justice and Google.", ["Department of Justice", "Google"]),
        ("It was paid at the Congress' State Bank of Tomato.", ["Congress", "State Bank of Tomato"]),
        ("They live in Saint Jean d'Angely, France.", ["Saint Jean d'Angely", "France"]),
        ("The Committee to Protect Journalists wept.", ["Committee to Protect Journalists"]),
        ("They met the Hong Kong-based group CITIC Pacific.", ["Hong Kong", "CITIC Pacific"]),
        ("They read Gazzetta dello Sport.", ["Gazzetta dello Sport"]),
        ("They met Angela Merkel and Tony Blair.", ["Angela Merkel", "Tony Blair"]),
        ("They met Merkel of Germany.", ["Merkel", "Germany"]),
        ("They met Merkel's friend Blair.", ["Merkel", "Blair"]),
        ("They met Smith, Jones and Cook.", ["Smith", "Jones", "Cook"]),
        ('They met Merkel "at Home".', ["Merkel", "Home"]),
        ('They met Merkel" Blair again.', ["Merkel", "Blair"]),
        ("They left the Bank of", ["Bank"]),
        ("They saw the flood-Gates.", []),
        ("They met an ex-Chelsea striker.", ["Chelsea"]),
        ("They left St Mary's on Monday.", ["St Mary's"]),
        (
            "They left St Bede's Catholic College and Saint John's Church.",
            ["St Bede's Catholic College", "Saint John's Church"],
        ),
        ("They met St Mary's Joan Pell.", ["St Mary's", "Joan Pell"]),
        ("They met St Louis's mayor.", ["St Louis"]),
    ],
)
def test_words_that_separate_two_names(text: str, names: list[str]) -> None:
    assert candidates_in(text) == names


def test_a_band_is_not_cut_at_its_apostrophe() -> None:
    assert candidates_in("They met Guns N' Roses there.") == ["Guns N' Roses"]
