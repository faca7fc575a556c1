"""What is taught (講座): authored text becomes notebooks; this package knows nothing of people."""
