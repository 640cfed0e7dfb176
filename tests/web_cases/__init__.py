"""What an editor sees of the web: good, bad and hostile servers, each with the answer to the link that was typed.

``pages``, ``connections`` and ``feeds`` are the rows of one table, which ``scenarios/test_web_cases.py`` runs.
"""
