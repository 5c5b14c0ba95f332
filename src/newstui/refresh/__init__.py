"""The refresh process: everything that touches what strangers wrote, away from the screen."""
