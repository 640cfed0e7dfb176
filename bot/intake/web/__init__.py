"""Web pages in, drafts out.

In order: ``fetch`` (address -> bytes), ``article`` (bytes -> Draft), by way of ``charset`` (bytes -> text),
``html_tree`` and ``hidden`` (text -> tree without hidden text), ``metadata`` (title, site, author, date, address),
``blocks`` and ``main_content`` (tree -> the article's blocks), ``boilerplate`` (blocks without what is not the
article's), ``page_kinds`` and ``walls`` (is it an article at all, and which lines are a wall in front of it?).
"""
