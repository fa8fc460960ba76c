"""Announcements: what administrators tell everybody, for a time."""
