"""What was found, as text, JSON, SARIF, GitHub annotations and Markdown; what was known before."""
