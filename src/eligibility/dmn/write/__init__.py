"""From the linked law to a decision model: one programme at one place on one day as DMN 1.5, in standard FEEL that means the same.

`model` holds what a model consists of, `naming` gives FEEL names, `writer` and the families `leaves logic arithmetic dates lists tables` write expressions
(`expression` is the table of them, `nulls` says what may have no value, `sizes` how many digits a number needs), `library` is what FEEL lacks,
`functions` writes definitions of members as functions, `program` puts decisions together, `items` the types of the facts, `describe` the words.
`layout` places shapes, `markup` and `document` write XML. `facts` turns a household into what the model is run with.
"""
