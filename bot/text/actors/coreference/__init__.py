"""Clusters the names of one article into actors (coreference of names by rules, never by string similarity).

In: for each form of a name its kind and occurrences. Out: a ``NameCluster`` for each actor. Order: ``clustering`` sends
the forms of each kind to ``person_names`` or ``organisation_names`` and joins places itself; pronouns are not resolved.
"""
