"""Polls: a question's answers to choose from, who has chosen, and what came of it."""
