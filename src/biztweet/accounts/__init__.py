"""Whoever can post: a person or a bot, as the company's directory knows them."""
