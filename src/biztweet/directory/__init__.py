"""The company's directory: who is there, as a table or a server tells it."""
