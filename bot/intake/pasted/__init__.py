"""Pasted text and attached files in, drafts out.

In order: ``text_files`` (bytes -> text), ``commands`` (without the command above it), ``intent`` (is the text or a link
in it meant?), ``documents`` (text -> Draft, by way of ``forwarded_mail``, ``messengers``, ``markdown``,
``title_detection`` and ``metadata_lines``, which asks ``fields`` and ``credits`` what a line says).
"""
