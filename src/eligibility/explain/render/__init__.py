"""A page drawn: `text` for a terminal, `markdown` for a document. `wrap` breaks lines by display columns."""
