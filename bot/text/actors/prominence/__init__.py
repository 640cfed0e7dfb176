"""Chooses the main actors of an article, whom a summary names.

Order: ``mentions`` measures an actor in its story, ``doubts`` finds names whose kind is too doubtful to be shown (one
file for each kind), ``main_actors`` chooses.
"""
