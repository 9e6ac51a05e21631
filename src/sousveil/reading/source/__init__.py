"""Source languages, one file each, and what they share."""
