"""What runs inside a learner's sandbox, where it is called `tateyama_learner`; it imports nothing else of the project."""
