"""変異試験: small, fixed mistakes put into the reference solutions show what an exercise's tests let through."""
