"""Chains and gaps to findings, verdict and coverage: pure functions over small tables."""
