"""What stops a start: one sentence that says what is wrong and what to do, in Japanese and in English."""


class Refusal(Exception):
    """The start is refused (起動できません); shown to the person as it stands, exit code 1."""

    def __init__(self, ja: str, en: str) -> None:
        super().__init__(en)
        self.ja = ja
        self.en = en

    def __str__(self) -> str:
        return f"{self.ja}\n{self.en}"
