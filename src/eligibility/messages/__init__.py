"""Every sentence a user reads, in Chinese and English: `problems.*.toml` (what is wrong and how to mend it), `phrases.*.toml` (all other fixed
sentences), `catalogue` (looks them up and puts the words in)."""
