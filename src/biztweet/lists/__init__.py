"""Lists: people gathered under a name, and read as a timeline of their own."""
