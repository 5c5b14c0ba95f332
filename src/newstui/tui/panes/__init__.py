"""Panes: plain widgets that draw only the lines they show."""
