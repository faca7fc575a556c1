"""Two worlds in one database: a row of every table for each, so that what one world may see of the other can be tried.

Rows are made from the tables themselves: a table that is added later is filled without a word here.
"""

from datetime import UTC, datetime, timedelta

from sqlalchemy import JSON, Boolean, Date, Enum, Float, Integer, select

from tests.webapp.days import today
from webapp.enrolment.models import Learner, Role, RoleGrant, Teaching
from webapp.participation.records.mapping import standard_form
from webapp.programme.audience import Audience
from webapp.programme.models import Offering, OfferingState, Partner, Programme
from webapp.schema import whole_metadata

NOW = datetime.now(UTC)
TODAY = today()
# What is read as a whole must be one: a score sheet, and a state in which its page shows something.
SHEET = {"state": "GRADED", "points": 1, "max_points": 2, "exercises": [], "message": {"ja": "", "en": ""}}
WHOLE = {
    "score.sheet": SHEET,
    "trial.sheet": SHEET,
    "trial.replaced": SHEET,
    "record_recipient.mapping": standard_form(),
    "record_hand_over.mapping": standard_form(),
}
ROLES = {"learner": Role.LEARNER, "instructor": Role.INSTRUCTOR, "coordinator": Role.COORDINATOR}


class World:
    """A partner with one offering, a person of each role, and a row of every other table."""

    def __init__(self, name, people):
        self.name, self.people = name, people
        self.rows = {}  # by table, as a mapping from column to value

    def value(self, named):
        """The value that a column has in this world, by "table.column"."""
        table, column = named.split(".")
        return self.rows[table][column]


def fill_twice(session):
    """Make both worlds; hand back the first, whose rows are wanted, and the second, whose people want them."""
    year = (TODAY - timedelta(days=90)).year
    programme = Programme(fiscal_year=year, name_ja="事業", name_en="Programme", budget_yen=1)
    session.add(programme)
    worlds = [_begin(session, name, number, programme) for number, name in enumerate(("first", "second"), 1)]
    for table in whole_metadata().sorted_tables:
        for world in worlds:
            if table.name not in world.rows:
                _fill(session, table, world, worlds)
    return worlds


def _begin(session, name, number, programme):
    partner = Partner(slug=f"{name}-partner", name_ja=f"{name}-主催", name_en=f"{name} host")
    offering = Offering(
        programme=programme,
        fiscal_year=programme.fiscal_year,
        course_slug="beginner",
        number=number,
        title_ja=f"{name}-講座",
        title_en=f"{name} course",
        audience=Audience.PRIVATE,
        host=partner,
        capacity=20,
        state=OfferingState.RUNNING,
        starts_on=TODAY,
        ends_on=TODAY,
        completion_rule={"version": 1, "kind": "all_basic", "lessons": ["b1"]},
    )
    people = {
        role: Learner(
            hub_user=f"u{number}{place:011x}",
            login_id=f"{name}-{role}",
            name=f"{name}-{role}-氏名",
            name_kana=f"{name}-{role}-かな",
            email=f"{name}-{role}@example.invalid",
            created_at=NOW,
            roles=[RoleGrant(role=grant, partner=partner if role == "coordinator" else None)],
        )
        for place, (role, grant) in enumerate(ROLES.items(), 1)
    }
    session.add_all([offering, *people.values()])
    session.flush()
    session.add(Teaching(offering_id=offering.id, learner_id=people["instructor"].id))
    session.flush()
    world = World(name, people)
    for row in (partner, programme, offering, people["learner"]):
        _keep(session, world, row.__table__, row.id)
    # Roles and teaching are there already, and another row of theirs would be another right.
    world.rows |= {"role_grant": {"id": people["learner"].roles[0].id}, "teaching": {}}
    return world


def _keep(session, world, table, key):
    world.rows[table.name] = dict(session.execute(select(table).where(table.c.id == key)).mappings().one())


def _fill(session, table, world, worlds):
    values = {column.name: _value(column, world) for column in table.columns if _is_ours(column)}
    same = [other for other in worlds if table.name in other.rows]
    key = {column.name: values.get(column.name) for column in table.primary_key}
    if same and all(key.values()) and all(same[0].rows[table.name].get(k) == v for k, v in key.items()):
        world.rows[table.name] = same[0].rows[table.name]  # one row for both, such as a town
        return
    result = session.execute(table.insert().values(values))
    where = [
        column == value for column, value in zip(table.primary_key, result.inserted_primary_key, strict=True)
    ]
    world.rows[table.name] = dict(session.execute(select(table).where(*where)).mappings().one())


def _is_ours(column):
    """Not what the database numbers by itself, and no row that stands for another of the same table."""
    own_number = column.primary_key and isinstance(column.type, Integer) and not column.foreign_keys
    refers_to_itself = any(key.column.table is column.table for key in column.foreign_keys)
    return not (own_number and len(column.table.primary_key) == 1) and not refers_to_itself


def _value(column, world):
    if (named := f"{column.table.name}.{column.name}") in WHOLE:
        return WHOLE[named]
    if column.foreign_keys:
        target = next(iter(column.foreign_keys)).column
        return world.rows[target.table.name].get(target.name)
    # A row names a person or an offering of another room without a key.
    if column.name in ("learner_id", "actor", "changed_by"):
        return world.people["learner"].id
    if column.name == "offering_id":
        return world.rows["offering"]["id"]
    # Numbers of a year's papers are given once to all.
    if named in ("report_release.number", "certificate.number"):
        return world.rows["offering"]["number"]
    if named == "council.number":
        return 900 + world.rows["offering"]["number"]  # the demo has its first ones
    kind = getattr(column.type, "impl", column.type)
    if isinstance(kind, Enum):
        return kind.enum_class(kind.enums[0])
    if isinstance(kind, JSON):
        return column.default.arg(None) if column.default is not None and column.default.is_callable else {}
    if isinstance(kind, Boolean):
        return False
    if isinstance(kind, Integer | Float):
        return 1 if column.primary_key or not column.nullable else None
    if isinstance(kind, Date):
        return TODAY
    if hasattr(kind, "timezone"):
        return None if column.nullable else NOW
    return f"{world.name}-{column.table.name}-{column.name}"[: kind.length]


def dump(database):
    """Every row of every table but the audit, which may grow by what was refused."""
    with database.sessions() as session:
        return {
            table.name: sorted(map(repr, session.execute(select(table))))
            for table in whole_metadata().sorted_tables
            if table.name not in ("audit_entry", "audit_subject")
        }
