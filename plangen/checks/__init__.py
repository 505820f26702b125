"""What a reviewer would object to: one function per rule, its docstring its page, all in one table."""
