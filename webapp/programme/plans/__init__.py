"""事業計画: who bears which part of a year's cost, and the logic model of the year."""
