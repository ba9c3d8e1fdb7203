"""The ledger: what was decided and printed, kept so that no change goes unnoticed."""
