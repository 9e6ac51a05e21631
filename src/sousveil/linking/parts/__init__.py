"""What parts of a target are, as a whole: engines, models and kits that are documented."""
