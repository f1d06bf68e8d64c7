"""The shared rule in other engines. Each file runs as its own process, in its own environment, and times itself (`clock`, or its twin in JavaScript)."""
