"""The bytes of a file in, drafts out: text, web page, PDF, Word document, mail, or a zip file of these.

In order: ``kinds`` (what is it, by its content and then by its name?), ``reading`` (bytes -> drafts), by way of
``html_file``, ``pdf`` (with ``pdf_lines`` and ``pdf_layout``), ``docx``, ``mail`` (with ``mail_text``) and ``archive``.
All of it is for a worker process: a hostile file may take long.
"""
