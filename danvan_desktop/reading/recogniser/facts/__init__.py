"""The facts of the document itself: letterhead, title, legal basis, period, signature, recipients."""
