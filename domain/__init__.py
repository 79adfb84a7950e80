"""The method's rules: plain Python, readable and testable with nothing installed."""
