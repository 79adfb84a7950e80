"""Language: reading what people type, and writing numbers, days and states, in two languages."""
