"""How fast plangen is: a large generated plan, built and checked side by side with pandoc."""
