"""What is happening, on every open screen: channels, streams, resume."""
