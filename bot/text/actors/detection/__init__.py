"""Named-entity detection: from the texts of a story to the spans that may be names.

``candidates`` finds capitalised spans (``capitalised_spans``, with ``span_extension``, ``hyphenated_names`` and
``joining_punctuation``) and splits them at the boundaries of names (``boundaries``, with ``titles``,
``sentence_openers``, ``demonyms`` and ``ambiguous_first_names``). ``headlines`` comes after coreference.
"""
