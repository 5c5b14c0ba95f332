"""Who says what: pure functions on text."""
