"""What people type to kam, and what it means: one module a noun."""
