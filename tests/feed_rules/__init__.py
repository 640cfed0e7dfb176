"""A scripted server for each rule of asking for a feed again, in virtual time, with a bot that is killed now and then.

``rules`` is the table: what each server answers, and so when and with what it may be asked again. ``server`` checks the
requests against that, and ``run`` lets the time pass. ``feed_month`` is the same with feeds that misbehave at random.
"""
