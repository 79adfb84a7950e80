"""What is drawn and written into files: charts, the report, calendars, tables. Knows no Slack."""
