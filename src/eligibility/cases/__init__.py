"""The cases beside the law. `case` is one case as written, `read` makes cases of a file, `run` decides and compares, `report` puts the outcome into words."""
