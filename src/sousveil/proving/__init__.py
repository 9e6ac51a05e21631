"""Verify: walk the bytes again, from the outermost file to the quote."""
