"""Hits and symbols to chains, by a closed list of edge kinds."""
