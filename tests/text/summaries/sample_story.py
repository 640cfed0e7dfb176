"""A short story about a harbour, in four paragraphs."""

from __future__ import annotations

TITLE = "Harbour to close after two hundred years"
TEXT = """The council of Westhaven voted on Monday to close the old harbour after two hundred years of fishing.

It will be replaced by a park. The mayor, Nora Whitfield, said the harbour cost the town four million euros a year. \
“We could not go on like this,” she said.

But fishermen protested outside the town hall. Peter Olsen, who has fished from Westhaven since 1981, said that nobody \
had asked them. He plans to take the council to court.

The park is to open in 2027, according to a plan that the council published last week. However, the money for it has \
not been found. The region refused to pay in March.
"""
