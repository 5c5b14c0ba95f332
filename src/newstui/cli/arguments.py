"""Values of the command line's arguments, as they are typed; each tells what is wrong with one."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from newstui.model.schedule import typed_interval, typed_user_agent

_COUNT_DIGITS = 30


def read_count(text: str) -> int:
    """Read a whole number."""
    if not (text.isascii() and text.isdigit()):
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number from 0 up")
    return min(int(text[:_COUNT_DIGITS]), sys.maxsize)


def read_minutes(text: str) -> int:
    """Read how often a feed is asked, in minutes; 0 for the usual."""
    try:
        return typed_interval(text) or 0
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"{text!r}: {error}") from None


def read_user_agent(text: str) -> str:
    """Read what a feed's server is told newstui is."""
    try:
        return typed_user_agent(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from None


def read_flags(text: str) -> str:
    """Read letters of newsboat's flags."""
    if not (text.isascii() and text.isalpha()):
        raise argparse.ArgumentTypeError("flags are letters, as in --bookmark-flags ab")
    return text


def read_folder(text: str) -> Path:
    """Read the name of a folder."""
    if not text:
        raise argparse.ArgumentTypeError("the name of the folder is empty")
    return Path(text)
