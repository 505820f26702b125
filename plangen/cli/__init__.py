"""The command line: read options, call one flow, print, exit code."""
