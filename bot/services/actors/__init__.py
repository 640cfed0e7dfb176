"""Answers questions about actors from what is stored. In: names as people type them; out: profiles and lists.

For each question, ``queries`` calls ``name_lookup``, which finds the actor that a typed name stands for by the look-ups
of ``typed_names``, and then ``profiles``, which collects what the articles say about that actor. ``namesakes`` groups
the articles of one name by the people whom they mean, with ``contradictions``, which says what cannot be true of one
person. All use ``linking``, which links the stored actors that are the same, and ``actor_lines``. ``aliases`` makes and
undoes editors' decisions about names.
"""
