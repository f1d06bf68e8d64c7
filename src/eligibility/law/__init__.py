"""From the files of a pack to the law of one place on one day.

Read in this order: `places` (codes and what contains what), `layers` (which layers speak here), `inforce` (which piece holds on the day), `encode`
(texts to encoded values), `vocabulary`, `parameters`, `rules` (citations and origins), `link` (names, types and IR), `daily` (which days a law changes).
"""
