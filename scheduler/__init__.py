"""When does something fall due? The only importer of APScheduler."""
