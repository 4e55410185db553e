"""Site-wide mail. Letters are rows, written in the transaction of their cause; a chore delivers them."""
