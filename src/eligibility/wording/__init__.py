"""IR and values as Chinese and English phrases, for pages, notices, questions and explanations alike.

`amounts` writes numbers, money, days and intervals; `citations` an article in an instrument; `speech` holds what every phrase needs: the language, the
recorded values, whose sentence it is; `terms` takes a sum apart into what it is made of; `nouns` says a value, `sentences` a truth; `questions` what is
still to be found out. Nothing here decides anything: values come from a record, and are never computed from what is printed.
"""
