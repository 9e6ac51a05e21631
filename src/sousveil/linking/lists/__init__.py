"""Lists of the kinds that people are sorted into: how they are told, and what they are of."""
