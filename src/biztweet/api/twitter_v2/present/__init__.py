"""Objects as v2 shows them: each a table of its fields."""
