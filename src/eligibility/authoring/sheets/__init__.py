"""Values of parameters as spreadsheets, both ways: a sheet is read cell by cell, compared with the policy files, shown as changes, and only then written.

In reading order: `columns` (what a column is called), `grid` (cells with their places), `delimited` and `workbook` (CSV and Excel files to grids and
back), `cells` (what people type into a cell, as a number, a day or a word), `held` (the values that the packs hold, with their places in the files),
`rows` (a grid to rows of values), `reading` (any file to rows), `changes` (rows against what is held), `edits` (changes to the text of a file, every other
byte kept), `apply` (the files edited, checked as a law and written together), `export` and `listing` (values as sheets, tables and records), `preview`
(changes in words).
"""
