"""How hard an English text is to read: counts and word lists that need no network and no library."""
