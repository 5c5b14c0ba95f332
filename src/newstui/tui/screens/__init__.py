"""Whole screens: what fills the terminal at once."""
