"""出席: how presence at a class is recorded, by a code on the screen, by a person's own code or on a sheet."""
