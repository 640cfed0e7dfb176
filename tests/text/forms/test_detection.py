"""Each form is told by its structure, and plain prose is never taken for another form."""

import pytest
from text.forms.other_samples import OTHER_SAMPLES
from text.forms.samples import PROSE
from text.forms.samples import SAMPLES as FIRST_SAMPLES

from bot.text.forms.detection import Form, detect_form
from bot.text.forms.lines import read_lines
from bot.text.sentences import split_sentences

SAMPLES = (*FIRST_SAMPLES, *OTHER_SAMPLES)


def form_of(text):
    return detect_form(read_lines(text, split_sentences(text)))


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.title)
def test_each_form_is_told(sample):
    assert form_of(sample.text) is sample.form


@pytest.mark.parametrize("text", ["", "Harbour", *PROSE])
def test_prose_with_a_few_signs_of_another_form_stays_prose(text):
    assert form_of(text) is Form.PROSE
