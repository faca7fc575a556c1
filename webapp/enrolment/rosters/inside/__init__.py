"""Inside the limited child process: what opens files that anybody could have made."""
