"""Draws pictures of counted articles. In: values of ``models``; out: SVG with its alternative text, and PNG from SVG.

``svg`` has the shapes and colours, ``time_steps`` divides time into bars, ``mentions`` and ``frequencies`` make one
picture each, and ``rendering`` turns SVG into PNG in a worker process.
"""
