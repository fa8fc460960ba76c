"""A made-up company: its people, their faces, their pictures and what they say; pure and repeatable."""
