"""Uploads: pictures made safe, their sizes, their descriptions."""
