"""Papers on screen, printer and PDF: one layout of the blocks, drawn alike everywhere (design.md «Documents out»)."""
