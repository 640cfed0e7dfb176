"""Ranks the sentences of an article for summaries of any length: documents and sentences in, an order of indices out.

Order: features (of surface, position and similarity), vocabulary and word_importance, bigrams and expected_rouge (which
words and pairs of words a human summary would use), ranking (the models), ordering (redundant sentences last, none
without its context). key_sentence picks one for lists. At the end, sumy_summarizer offers the ranking through the
interface of the sumy library, for code written for sumy and for comparisons with its algorithms; the analysis itself
does not call it.
"""
