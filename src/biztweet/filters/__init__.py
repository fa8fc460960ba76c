"""Filters: what somebody wants folded, blurred or left out of what they read."""
