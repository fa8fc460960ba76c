"""What a person decides for themselves: a page a subject, all of them forms that need no JavaScript."""
