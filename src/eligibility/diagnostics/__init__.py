"""A user's mistake as data: where it stands (`source`), what it is (`problem`), what was meant (`suggest`), how it is shown (`render`)."""
