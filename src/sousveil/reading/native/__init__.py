"""Native code: the layouts of its files, the names of compilers, and debug information, each looked up at a place."""
