"""The doors: listening, framing, deadlines, proxies, limits, TLS; and handing connections over to the hub."""
