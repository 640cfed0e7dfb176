"""Analyses articles outside the event loop. In: documents; out: analyses.

``pool`` takes a job, ``fair_queue`` decides whose turn it is, ``worker_process`` runs it in a process with the model
loaded. ``reanalysis`` sends articles with an older analysis through the same pool.
"""
