"""The offline map: borders from a file, painted with no tiles and no network."""
