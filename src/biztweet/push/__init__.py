"""Push: notices to browsers and phones that have no page open, by Web Push (RFC 8030)."""
