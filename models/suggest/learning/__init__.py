"""Learning from what analysts decided: labels in, a learned state out."""
