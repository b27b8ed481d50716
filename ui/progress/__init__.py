"""The page on progress: charts of what was done, how long it took and how suggestions fared."""
