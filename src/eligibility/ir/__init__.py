"""The typed expression IR: plain data that every interpreter reads.

`types` and `units` say what a value is and how it is encoded, `nodes` are the expressions, `vocabulary` the facts with their slots, `program` what a
linked law holds of a programme, `scope` what a name means at a place in a rule, `check` turns a FEEL tree into a typed tree, `plain` writes all
of it as JSON and reads it back. Nothing here calls Python code of a policy, and no node holds anything but numbers, texts and other nodes.
"""
