"""The graph: who follows, mutes and blocks whom."""
