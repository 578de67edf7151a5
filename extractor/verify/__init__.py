"""Claims and bars in, verdicts out; no I/O."""
