"""Bytes in, Articles out."""
