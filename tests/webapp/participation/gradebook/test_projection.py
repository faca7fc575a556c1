from tests.webapp.participation.gradebook.conftest import LATER


def test_thin(attempt, keeper, course):
    attempt("b1-1")
    attempt("b1-2")
    keeper.look(LATER)
    import subprocess

    print(subprocess.run(["find", str(course), "-ls"], capture_output=True, text=True).stdout)
    print(
        subprocess.run(
            ["sqlite3", str(course / "gradebook.db"), ".dump"], capture_output=True, text=True
        ).stdout
    )
    assert 0
