"""Schedules: posts that wait for their time."""
