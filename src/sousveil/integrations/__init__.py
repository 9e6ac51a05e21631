"""Sousveil in the tools of others: a hook for pre-commit, a workflow for a code host."""
