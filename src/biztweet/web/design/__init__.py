"""The living page of all components: views made without a database, and which component shows which of them."""
