"""Views as Twitter's v1.1 objects: pure."""
