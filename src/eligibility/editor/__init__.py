"""The language server: what an editor asks about policy files, answered from their unsaved text.

`positions` counts as editors do, `pack` holds the files as they are being typed and the law they make, `analysis` finds what is wrong with them. Where
something stands: `grammar` (which keys may stand in a place, and which texts are expressions), `cursor` (the place of a cursor, in a broken file too),
`mentions` (every name of a file), `meaning` (what a name in an expression means), `index` (the names of a pack). On these stand the answers:
`completion`, `hover`, `navigation`, `rename`, `fixes`, `outline`, `lens`. They are plain functions from texts to records; `server` alone knows the protocol.
"""
