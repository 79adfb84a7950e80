"""Key information in Slack: what one must know of the customer."""
