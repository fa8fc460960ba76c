"""Who is asking and what they may do: sign-in, sessions, apps, tokens."""
