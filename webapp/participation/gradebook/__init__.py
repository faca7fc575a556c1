"""成績簿: nbgrader's book of each offering, made from the record of scores and never the other way round."""
