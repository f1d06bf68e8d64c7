"""`python -m eligibility.cli`, where the command is not on the path."""

from eligibility.cli.main import run

run()
