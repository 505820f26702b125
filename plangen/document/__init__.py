"""The one rendering: plan and template to blocks, and blocks to the published Markdown."""
