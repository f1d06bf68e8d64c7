"""One household under several laws, side by side."""
