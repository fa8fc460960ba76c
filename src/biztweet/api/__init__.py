"""The dialects: each translates requests into verbs and views into its own JSON."""
