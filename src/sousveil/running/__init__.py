"""The plan: workers, fences, cache, rounds. The only room that knows the order."""
