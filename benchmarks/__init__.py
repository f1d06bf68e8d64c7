"""Measurements of this engine beside others on one rule. Read README.md, then households, reference, ours, peers/, run."""
