"""What Sousveil knows, as data: lexicon and rules; loading, linting, testing, compiling."""
