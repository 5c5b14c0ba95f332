"""Every fault the project is tried with."""

from __future__ import annotations

from typing import Final

from tests.faults.documents import DOCUMENTS
from tests.faults.protocol import PROTOCOL
from tests.faults.redirects import REDIRECTS
from tests.faults.transport import TRANSPORT

FAULTS: Final = (*TRANSPORT, *PROTOCOL, *REDIRECTS, *DOCUMENTS)
"""Each with a name of its own."""
