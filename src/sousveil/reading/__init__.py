"""A blob with places to text units and symbols; one file for each kind of source."""
