"""One verb for each file, no logic."""
