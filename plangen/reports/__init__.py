"""What was found, as text for a terminal and as JSON."""
