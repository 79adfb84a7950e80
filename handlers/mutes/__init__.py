"""Why somebody sees a message that comes by itself, and how to hear less of it."""
