"""What texts say: documents, remarks, prompts, sentences of a program, and the words by which they say it."""
