"""Analyses articles outside the event loop. In: documents; out: analyses.

``pool`` takes a job, ``fair_queue`` decides whose turn it is, ``worker_process`` runs it in a process with the model
loaded. ``reanalysis`` sends articles that an older analyzer read through the same pool.
"""
