"""Search: what is asked for, in words and operators; posts and people that answer it; rules that streams go by."""
