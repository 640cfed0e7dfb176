"""What an article calls a person: name clusters and parsed texts in, the roles of each cluster out.

``parsed_text`` (predicates on a word) and ``phrases`` (where a noun phrase begins and ends) serve the constructions in
``before_name``, ``appositions``, ``relations``, ``predicates`` and ``lists``; ``extraction`` applies them to every
mention.
"""
