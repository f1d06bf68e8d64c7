"""The second reading: the IR walked over abstract values.

A known fact is one point; an unknown one is everything it may be, with a mark that says which fact it is. `domain` says what abstract values are,
`facts` makes them of a household, `logic`, `arithmetic`, `dates`, `lists` and `tables` read one family of nodes each, `reader` holds the walk and its
record.
"""
