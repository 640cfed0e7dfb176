"""Where articles come from: seed files, pasted text and attachments become drafts here."""
