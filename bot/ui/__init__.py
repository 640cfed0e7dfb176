"""Renders what people see in Discord, keeps it within Discord's limits, and explains the errors of sending it.

In: values of the services. Pages and messages turn them into a ``Reply`` (embed, buttons, menu) with the help of
``markup``, ``dates`` and ``limits``; ``button_ids`` makes buttons that survive a restart. ``channel_limits`` and
``responder`` send answers; ``sender`` sends the posts of new articles and raises delivery errors.
"""
