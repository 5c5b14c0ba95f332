"""From bytes to entries: pure functions, no I/O, no clock."""
