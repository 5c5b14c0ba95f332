"""What news is: immutable values shared by every layer.

Imports no other newstui package, reads no clock, touches no disk.
"""
