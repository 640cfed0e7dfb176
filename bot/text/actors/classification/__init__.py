"""Entity classification: from name candidates to person, organisation, place or none, for each form of a name.

``cue_counts`` counts the cues around its occurrences (``context_cues`` with ``before_cues`` and ``after_cues``);
``cue_weights`` adds the cues of the name itself (``name_cues``) and turns them into probabilities; ``related_names``
adds cues from other names for a second pass; ``classifier`` asks ``rules`` first, which look at ``evidence``: those for
persons and places are in ``person_evidence`` and ``place_evidence``, those that look at deeds in ``deeds``.

A cue is called what it says of the name: "of before" means that the word "of" stands directly before it.
"""
