"""Text units to hits: words as people write them; and a slow, obvious reference matcher."""
