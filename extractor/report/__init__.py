"""Records in, text out: JSON Lines, terminal, Markdown, HTML."""
