"""New policy files out of a few answers: `eligibility new program|place|parameter`.

`target` knows the folders and what they build on, `asking` puts the questions (or takes their answers from a file), `writing` makes YAML of words. `place`,
`program` and `parameter` ask and draft; `example` adds a first case, whose household is filled until the law decides it; `checked` reads the drafts as
`check` would and writes them only where nothing is wrong. A file that exists is never written.
"""
