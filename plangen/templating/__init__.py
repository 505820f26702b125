"""The one Jinja environment: plan records as views, printed values as atoms, templates by search path."""
