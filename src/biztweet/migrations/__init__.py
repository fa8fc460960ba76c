"""The database's shape, step by step: forward only, no app imports, run by Alembic in a process of its own."""

HEAD = "0034"
