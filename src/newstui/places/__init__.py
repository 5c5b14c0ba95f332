"""Where news comes from: from a place to bytes and what was observed on the way."""
