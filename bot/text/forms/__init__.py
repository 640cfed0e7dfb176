"""Tells forms of text apart by their structure, and orders the sentences of each as its readers would want them.

Comes in: an article's documents, sentences and their ranking; goes out: a ranking. Plain prose stays as it is.

Order: lines (of the text, with their sentences), detection (of the form), then a reading of each form: live_blogs,
newsletters, interviews, results, press_releases; reading chooses among them.
"""
