from __future__ import annotations

import pytest
from text.actors.analysed_text import Story


@pytest.mark.parametrize(
    ("animal", "sentences"),
    [
        ("Varvara", ("A whale named Varvara swam to Baja.", "Varvara is old.")),
        ("Varvara", ("The whale, named Varvara, swam to Baja.", "Varvara is old.")),
        ("Shaker", ("Deputies took a bloodhound called Shaker along.", "Shaker found nothing.")),
        ("Shaker", ("Deputies followed the bloodhound Shaker.", "Shaker found nothing.")),
        ("Rex", ("He brought his dog, Rex, to the court.", "Rex barked at Ann Lee.")),
        ("Cecil", ("Cecil the lion was shot in May.", "Ann Lee wept for Cecil.")),
        ("Bobo", ("They freed Bobo the endangered Sumatran orangutan.", "Bobo climbed a tree.")),
        ("Jagger", ("Jagger, a red-haired setter, died on Friday.", "Ann Lee wept for Jagger.")),
    ],
)
def test_what_is_called_an_animal_once_is_nobody(animal: str, sentences: tuple[str, ...]) -> None:
    assert animal not in Story(*sentences).names()


@pytest.mark.parametrize(
    ("name", "sentences"),
    [
        ("Ann Lee", ("Ann Lee, the wolf researcher, spoke.", "Lee smiled.")),
        ("Ann Lee", ("Ann Lee, a bull of a woman, spoke.", "Lee smiled.")),
        ("Nick Frost", ("Nick Frost, a Navy SEAL, was shot.", "Frost was 40.")),
        ("Ann Lee", ("Police shot the dog, Ann Lee said.", "Lee smiled.")),
        ("Obama", ("A puppy named Obama won.", "Obama smiled at the show.", "He met Obama.")),
        ("Nick Frost", ("The horse Frost rode won.", "Nick Frost, 40, was glad.")),
    ],
)
def test_who_has_an_animal_is_none(name: str, sentences: tuple[str, ...]) -> None:
    assert name in Story(*sentences).persons()
