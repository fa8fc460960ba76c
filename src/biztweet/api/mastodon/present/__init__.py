"""Views as Mastodon's entities: pure, plain values that become JSON."""
