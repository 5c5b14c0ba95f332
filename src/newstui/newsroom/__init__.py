"""What the program can do, for the screen and the command line alike."""
