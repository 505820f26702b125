"""Figures: specs of a template bound to a plan, drawn to SVG and PNG."""
