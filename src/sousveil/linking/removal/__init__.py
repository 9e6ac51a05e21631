"""Signs that a word was taken out, and what is known from other editions."""
