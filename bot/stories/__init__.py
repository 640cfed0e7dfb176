"""Which articles tell the same story: pure functions without storage, deterministic.

In: a new article and its neighbours, as fingerprints; out: the story that it joins, and the post that it is added to.
"""
