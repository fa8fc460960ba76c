"""What objects of both APIs are made of: addresses, keys, texts and what they name."""
