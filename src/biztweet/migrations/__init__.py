"""The database's shape, step by step; forward only, no app imports."""
