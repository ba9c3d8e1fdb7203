"""Drawings of exercises: declared poses become line drawings of a person, by forward kinematics.

Lengths are centimetres, angles degrees, of an adult of about 170 cm. The world has x in the direction
the person faces when standing, y to the person's left, z up; the floor is at z = 0.
"""
