"""The container file, read and replayed where there is nothing that could build it."""
