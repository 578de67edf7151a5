"""Tapecheck reads market news and holds what it says against the tape."""

__version__ = "0.1.0"
