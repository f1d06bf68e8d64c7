"""A whole policy file in the other alphabet, with the same law.

`words` (keys, words of tables, spans of time), `citations` (articles), `scope` (what a name means, and what it is called in the other alphabet),
`expressions` (the tokens of one), `rewrite` (the tree of a file), `files` (a file with the law around it, and proof that the law stays).
"""
