"""Moderation: what people report, and what administrators make of it."""
