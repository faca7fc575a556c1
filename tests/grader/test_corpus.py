"""The corpus is whole: each known attack on graders of notebooks is written down, once, so that a person can read it."""

import re
from collections import Counter

# Known attacks by their numbers in the collection that the platform answers to: a, points gained; b, hidden tests
# read; c, escape, resources and files. Those of the web application (d) are in tests/webapp.
KNOWN = re.findall(
    r"\w+",
    """
a01 a02 a03 a04 a08 a09 a11 a12 a13 a14 a15 a16 a17 a18 a19 a20 a21 a23 a24 a25 a27 a29 a30 a34 a35 a38 a39 a40 a41
a42 a43 a44 a45 a46 a49 a51
b01 b03 b04 b05 b06 b07 b08 b09 b10 b11 b12 b13 b14
c01 c02 c03 c05 c06 c10 c12 c14 c15 c16 c17 c18 c19 c20 c22 c24 c25 c26 c27 c28 c29 c30 c31 c32 c33 c34 c35 c37 c38
c40 c41 c42 c43 c44 c46 c47 c49 c51 c52 c54 c55
""",
)
STATES = {"GRADED", "TIMED_OUT", "OUT_OF_MEMORY", "CRASHED", "REJECTED"}
ANSWERS = {"total-answer", "squares-answer", "share-answer", "found-answer"}
BLOCKS = ANSWERS | {"planted", "notebook", "file", "folder"}


def test_every_known_attack_has_a_specimen(corpus):
    written = {case for specimen in corpus for case in specimen.cases if not case.startswith("t")}
    assert written == set(KNOWN)


def test_each_attack_of_our_own_has_one_number_and_none_is_left_out(corpus):
    own = Counter(case for specimen in corpus for case in specimen.cases if case.startswith("t"))
    assert own == Counter(f"t{number:02}" for number in range(1, len(own) + 1))


def test_every_specimen_says_what_it_must_come_to_and_does_something(corpus):
    for specimen in corpus:
        assert specimen.cases, specimen.name
        assert specimen.expected["state"] in STATES, specimen.name
        assert re.fullmatch(r"[0-6]", specimen.expected["points"]), specimen.name
        assert specimen.blocks, specimen.name
        assert set(specimen.blocks) <= BLOCKS, specimen.name


def test_every_search_brings_something_that_it_must_find(corpus):
    """All but those whose list counts what they did, which no planting could change."""
    counting = {"marks-common-places", "two-hundred-children", "stops-the-grader"}
    searching = {specimen.name for specimen in corpus if "found-answer" in specimen.blocks}
    planted = {specimen.name for specimen in corpus if "planted" in specimen.blocks}
    assert searching - planted == counting
    assert planted <= searching
