"""From a FEEL tree to a typed tree, one family of rules a file: `core` (the frame), `logic`, `arithmetic`, `dates`, `lists`, `tables`, `names`,
and `expression` (the table of all of them)."""
