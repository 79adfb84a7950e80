"""What people type and how numbers, days and states are said, in two languages. Knows no Slack."""
