"""One folder per promise."""
