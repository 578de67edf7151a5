"""What is true of the market: instruments, sessions and series; arithmetic, no text, no network."""
