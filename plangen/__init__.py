"""plangen: competitiveness plans as text under version control, delivered as Word and Markdown."""

__version__ = "0.1.0"

__all__ = ["__version__"]
