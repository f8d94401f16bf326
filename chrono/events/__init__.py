"""From tagged sentences to events: which sentence tells one, what kind it is, which tell the same, what matters."""
