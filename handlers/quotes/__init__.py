"""What the customer said, and the quarterly pulse, in Slack."""
