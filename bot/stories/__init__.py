"""Which articles tell the same story: pure functions without storage, deterministic.

In: a new article and its neighbours, as fingerprints; out: the story that it joins, and the post that it is added to.
``ranking`` makes one summary of the articles of a story, and ``novelty`` tells what is new in a later one; both ask
``redundancy`` which sentences say the same. ``briefing`` orders the stories of a briefing, some of which
``page_stories`` joins, with what ``interest`` says about the readers, and chooses their sentences.
"""
