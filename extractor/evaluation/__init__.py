"""How well articles are read and judged, held against gold that says what is in them."""
