"""The library in one SQLite file.

``files`` and ``migrator`` open a file and bring it to the newest version, ``lease`` keeps a second bot from using it,
``connection`` runs transactions. ``store`` joins the classes that implement the protocols, in files of the same names.
``full_text_search`` finds articles by words, with expressions that ``search_expression`` makes. ``backup`` and
``inspection`` work on a file without opening it as a library.
"""
