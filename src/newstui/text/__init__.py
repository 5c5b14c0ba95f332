"""From what publishers wrote to text that can be read and shown: pure functions on text."""
