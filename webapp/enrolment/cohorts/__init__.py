"""受講団体: groups that a neighbour sends: seats kept for them, their rosters in, their completions out."""
