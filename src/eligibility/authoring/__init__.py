"""Writing policies: layout and names (`fmt`), new files (`new`), values of parameters as spreadsheets (`sheets`)."""
