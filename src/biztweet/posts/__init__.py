"""Short messages: published, answered, repeated, liked, edited, removed."""
