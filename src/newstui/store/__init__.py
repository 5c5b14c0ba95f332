"""What is kept: the archive on disk, and what the screen needs of it in memory."""
