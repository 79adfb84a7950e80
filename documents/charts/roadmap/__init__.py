"""The road map: the whole strategy of an account in one drawing."""
