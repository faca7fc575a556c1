"""指標: I01 to I29, each a named function; its definition in words is data that every face shares."""
