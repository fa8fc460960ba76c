"""What somebody is told of, and the inbox it stands in."""
