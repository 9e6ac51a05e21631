"""What faces are searched by: conditions, queries, and controls to search with."""
