"""Clusters the names of one article into actors (coreference of names by rule, never by likeness of letters).

In: for each form of a name its kind and occurrences. Out: a ``NameCluster`` for each actor. Order: ``clustering`` sends
the forms of each kind to ``person_names`` or ``organisation_names`` and joins places itself; pronouns are not resolved.
"""
