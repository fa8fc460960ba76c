"""Messages: talk among two to eight people, and notes to oneself. A message is a post that only they may see."""
