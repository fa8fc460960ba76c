"""A page a file, beside its template."""
