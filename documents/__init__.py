"""Charts, reports, calendars and tables: drawn and written into files. Knows no Slack."""
