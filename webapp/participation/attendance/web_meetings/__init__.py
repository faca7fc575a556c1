"""Web会議の参加記録: who was in a video meeting, from the file that its service exports."""
