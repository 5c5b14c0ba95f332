"""The command line: one module a family of verbs, each importing only what it needs."""
