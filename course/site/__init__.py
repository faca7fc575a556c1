"""読む教材: lesson.md as pages that anybody can read, with what its cells show and without exercises' answers."""
