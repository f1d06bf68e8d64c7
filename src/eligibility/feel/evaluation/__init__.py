"""The meaning of standard FEEL (DMN 1.5, 10.3.2) over the values of `feel.domain`. In reading order: `scope`, `interpret` (a value for each node, a
reason for each null), `lists` (filters, `for`, quantifiers), `tests` (`in` and the cells of tables), `functions` (calls), `types` (`instance of`, conversion).
"""
