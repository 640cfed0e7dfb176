"""Text from outside in (seed files, pasted texts, attachments, web pages), checked article drafts out.

``pasted`` reads texts and files, ``web`` reads web pages, ``seeds`` reads the seed folder. All end in ``drafts``, which
checks what they found. The other files are shared by them: characters, dates, bylines, titles, addresses, word lists.
"""
