"""Chooses the main actors of an article, whom a summary names.

Order: ``mentions`` measures an actor in its story; ``name_features``, ``mention_features`` (over ``mention_context``)
and ``story_features`` describe it; ``reliability`` turns them into the probability that its name and kind are right;
``main_actors`` chooses among those whom more than ``passing_mentions`` name.
"""
