"""What people get to see: screens, labels, titles, columns, texts in many languages."""
