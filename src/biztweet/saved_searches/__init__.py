"""Saved searches: what somebody looks for again and again."""
