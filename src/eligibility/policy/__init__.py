"""Policy files as written. Read in this order: `yaml` (safe, positioned), `shapes` (which keys may stand where), `periods`, `model` (the
records), `read*` (YAML to records), `folder` (finds the files of a pack and digests them)."""
