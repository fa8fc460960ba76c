"""Topics: hashtags that somebody follows, or shows on their page."""
