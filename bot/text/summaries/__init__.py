"""Ranks the sentences of an article for summaries of any length: documents and sentences in, an order of indices out.

Order: story_words (the words as numbers), features (of surface, position and similarity), vocabulary and
word_importance, bigrams and expected_rouge (which words and pairs of words a human summary would use), ranking (the
models), antecedents (what a sentence leans on), preferences (what readers take as the next sentence) with obituaries
(which sentence tells the death), and ordering (redundant sentences last, none without its context).
sumy_summarizer makes of it a summarizer of the sumy library, which the analysis calls, with the word_forms of the
article's language; sumy_methods calls sumy's own summarizers in the same way. length decides how many sentences a
summary shows, key_sentence picks one for lists.
"""
