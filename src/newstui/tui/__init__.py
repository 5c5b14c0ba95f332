"""The screen: panes, keys and colours on Textual."""
