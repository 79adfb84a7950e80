"""Tables as CSV files: facts written into cells, and what spreadsheets write read back."""
