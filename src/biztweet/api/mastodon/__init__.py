"""Mastodon's client API: requests into verbs, views into its JSON."""
