"""The messages of the reports, one file a language, whole sentences with named slots."""
