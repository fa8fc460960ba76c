"""OAuth 2.0 as Mastodon's apps speak it: apps register, people consent, codes become tokens."""
