"""FEEL (OMG DMN 1.5) as policy files write it. In reading order: `ast` (the tree), `mistake` (what is raised), `names` (the words of both alphabets),
`lexer`, `diagnose` (what is wrong at a token), `parser`, `unparse`."""
