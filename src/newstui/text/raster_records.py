"""Decoded pictures as JSON-ready records, and back."""

from __future__ import annotations

import binascii
from base64 import b64decode, b64encode
from typing import TYPE_CHECKING

from newstui.model.raster import Raster
from newstui.text.fields import as_record, raw_text, safe_text, whole

if TYPE_CHECKING:
    from newstui.text.fields import Record


def raster_record(raster: Raster) -> dict[str, object]:
    """Write a decoded picture."""
    return {
        "width": raster.width,
        "height": raster.height,
        "pixels": b64encode(raster.pixels).decode("ascii"),
        "palette": b64encode(raster.palette).decode("ascii"),
        "format": raster.format,
        "full_width": raster.full_width,
        "full_height": raster.full_height,
    }


def raster_from_record(record: object) -> Raster:
    """Read a decoded picture.

    Raises:
        ValueError: If it is not such a record, or its pixels and its size do not agree.
    """
    fields = as_record(record)
    return Raster(
        width=whole(fields, "width"),
        height=whole(fields, "height"),
        pixels=_bytes(fields, "pixels"),
        palette=_bytes(fields, "palette"),
        format=safe_text(fields, "format"),
        full_width=whole(fields, "full_width"),
        full_height=whole(fields, "full_height"),
    )


def _bytes(fields: Record, name: str) -> bytes:
    try:
        return b64decode(raw_text(fields, name), validate=True)
    except binascii.Error as error:
        raise ValueError(f"{name}: bytes in base64 were expected") from error
