"""The command language: what a command looks like, its arguments, and the one table."""
