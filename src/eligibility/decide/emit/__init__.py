"""The IR as Python source for complete facts. `writer` holds lines and names; `logic`, `arithmetic`, `dates`, `lists` and `tables` write one family of
nodes each; `expression` is the table of them; `law` writes a function for each definition and programme."""
