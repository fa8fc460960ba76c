"""Twitter's API v2: parse, act or ask, present; the classic vocabulary within, X's new one at the edge."""
