"""Patients that a therapist meets, with what the evidence demands of each."""
