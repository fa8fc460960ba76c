"""What both of Twitter's APIs have in common: who calls, counts, ids, and how texts read."""
