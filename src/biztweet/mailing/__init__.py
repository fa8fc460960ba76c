"""Mailing: notices by mail, at once for the kinds that somebody names, and a digest for who is away."""
