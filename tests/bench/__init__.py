"""How quick is a command? `make bench` measures, side by side, Bolt alone and the whole bot."""
