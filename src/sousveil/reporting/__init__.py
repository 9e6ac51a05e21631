"""One report to terminal, HTML and JSON."""
