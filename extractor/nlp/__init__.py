"""Articles in, annotations out: the rooms that know language."""
