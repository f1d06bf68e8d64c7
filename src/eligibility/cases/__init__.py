"""The cases beside the law. `case` is one case as written, `read` makes cases of a file, `run` decides and compares, `coverage` tells what they exercise,
`accept` rewrites expectations in their files, `report` puts the outcome into words."""
