"""What everything is made of: frozen data, no I/O. Imports no other room."""
