"""周知の仕事: contacts and their links, print, who waits to be told, and how an offering fills."""
