"""One package or module for each format: write(document) → bytes. None imports another."""
