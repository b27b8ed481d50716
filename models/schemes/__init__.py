"""Event data schemes of the field: what a record is for ACLED, GTD, UCDP, POLECAT and PLOVER."""
