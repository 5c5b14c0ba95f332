"""What the screen's keys do, by subject: browsing, reading, marking, refreshing.

A controller knows the screen; panes know neither.
"""
