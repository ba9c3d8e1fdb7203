"""Why, why not, and what would change it: a decision traced down to facts and evidence."""
