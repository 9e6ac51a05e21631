"""A sample for each reader: ``build()`` gives its bytes, ``NAME`` the name of the file."""
