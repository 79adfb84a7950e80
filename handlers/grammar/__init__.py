"""The command language: tokens, grammar, arguments, and the one table of commands."""
