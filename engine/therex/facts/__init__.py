"""A patient file becomes typed, dated, sourced facts."""
