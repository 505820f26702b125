"""Word: from the blocks of a document to a .docx, and the judgement of one.

`base` gives the document that styles come from, `package` writes the file, `write` fills its body,
`lint` finds what validators do not.
"""
