"""``doctor``: checks everything that a running bot needs, changes nothing, and says how to fix each problem.

Settings come in, a report goes out. ``command`` runs the checks in order: ``settings_checks``, ``local_checks`` (token,
database, disk, port, language model, seeds, paused channels), ``discord_checks`` and ``channel_checks``; ``report``
prints their results.
"""
