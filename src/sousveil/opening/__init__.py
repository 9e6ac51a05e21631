"""Any target, in memory, as a stream of blobs and gaps; one file for each format."""
