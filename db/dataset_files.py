"""What the files are called that stand beside the data of a dataset.

The export writes them, and an import of the dataset passes them over.
"""

from __future__ import annotations

#: By which a folder is known for a dataset as it was written.
CHECKSUMS = "SHA256SUMS"
CARD = "README.md"
CODEBOOK = "codebook.toml"
DICTIONARY = "data_dictionary.csv"
ACTORS = "actors.csv"
#: What did not fit a format, with the rule's name.
LOSSES = "losses.csv"
#: How the rows of a scheme were made: schemes have no column for that.
PROVENANCE = "provenance.csv"

#: Everything beside the data and the checksums.
PAPERS = frozenset([CARD, CODEBOOK, DICTIONARY, ACTORS, LOSSES, PROVENANCE])
#: Tables that an export of a single file puts beside it, under that file's name.
BESIDE_A_FILE = (LOSSES, PROVENANCE)
