"""The world outside: each folder's contract in its __init__, a file a side."""
