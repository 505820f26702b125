"""What a plan is: its record, its text, its references and what is computed from it."""
