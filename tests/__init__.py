"""Tests mirror src/biztweet; besides them: factories, servers, architecture, flows."""
