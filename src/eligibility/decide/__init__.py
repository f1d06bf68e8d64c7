"""The two readings of a linked law in Python.

`emit` writes it as Python source for complete facts (the fast path), `compile` makes functions of that, `runtime` holds what they call. `reading` walks
the same IR over abstract values: partial households, the record that explanations are drawn from. `needed` asks which unknown facts matter;
`decision` is what comes out and `run` puts them together.
"""
