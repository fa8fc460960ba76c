"""What forms do: a file a verb, or a family of verbs that differ by name only."""
