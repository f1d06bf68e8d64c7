"""Policy files as written. Read in this order:

* a text to positioned nodes: `files` (bytes to text), `tree` (the nodes), `yaml` with `syntax` (what a slip most likely is) and `jsontext`;
* the grammar: `words` (both alphabets), `shapes` (which keys may stand where), `schema` (the same for editors), `figures` (numbers, days), `periods`;
* nodes to records: `model` (the records), `entry` (one mapping), `basis` (sources, readings), `bodies` (expressions, tables, pieces), `rules`, and a
  module a kind of file: `vocabulary`, `parameters`, `programs`, `articles`;
* a folder to layers: `references` and `values` (what only all files together can tell), `layer`, `folder` (finds the files and digests them).
"""
