"""What packs of policies say, set side by side for people to look over: readings, force, articles, figures over the years. Decides nothing."""
