"""The values that all packages share: frozen dataclasses, whose only methods derive something from their own fields.

``articles`` and ``analysis`` describe one article (``analysed_article`` joins the two), ``actors`` and ``library`` the
library as a whole, ``guilds`` and ``delivery`` the Discord servers that follow it and what is posted there; ``feeds``
are what it reads by itself, and ``reading`` is what people open.
``search`` is what a search asks for, and ``suggestions`` are what an error offers instead of what was asked for.
"""
