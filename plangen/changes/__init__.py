"""What differs between two versions of a plan, and what that does to its commitments."""
