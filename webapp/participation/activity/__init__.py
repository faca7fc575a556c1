"""JupyterLab での活動: what was started, saved and run, as sums of a day, to see who needs a word; never for credit."""
