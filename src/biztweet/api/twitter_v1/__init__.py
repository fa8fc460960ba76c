"""Twitter's API v1.1: parse, act or ask, present."""
