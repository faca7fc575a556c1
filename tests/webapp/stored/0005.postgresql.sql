CREATE TABLE public.alembic_version (
    version_num character varying(32) NOT NULL
);
CREATE TABLE public.application (
    id integer NOT NULL,
    learner_id integer NOT NULL,
    offering_id integer NOT NULL,
    applied_at timestamp with time zone NOT NULL,
    state character varying(40) NOT NULL
);
CREATE SEQUENCE public.application_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.application_id_seq OWNED BY public.application.id;
CREATE TABLE public.attendance (
    enrolment_id integer NOT NULL,
    meeting_id integer NOT NULL,
    presence character varying(40) NOT NULL,
    recorded_at timestamp with time zone NOT NULL
);
CREATE TABLE public.deadline (
    offering_id integer NOT NULL,
    lesson_slug character varying(60) NOT NULL,
    due_at timestamp with time zone NOT NULL,
    percent_per_day double precision NOT NULL
);
CREATE TABLE public.enrolment (
    id integer NOT NULL,
    learner_id integer NOT NULL,
    offering_id integer NOT NULL,
    application_id integer,
    audience character varying(40) NOT NULL,
    enrolled_at timestamp with time zone NOT NULL,
    withdrawn_at timestamp with time zone,
    completed_at timestamp with time zone,
    completion_rule_version integer
);
CREATE SEQUENCE public.enrolment_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.enrolment_id_seq OWNED BY public.enrolment.id;
CREATE TABLE public.learner (
    id integer NOT NULL,
    hub_user character varying(13) NOT NULL,
    login_id character varying(60) NOT NULL,
    password_hash character varying(200),
    name character varying(200) NOT NULL,
    name_kana character varying(200) NOT NULL,
    email character varying(254),
    language character varying(2) NOT NULL,
    is_demo boolean NOT NULL,
    created_at timestamp with time zone NOT NULL
);
CREATE SEQUENCE public.learner_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.learner_id_seq OWNED BY public.learner.id;
CREATE TABLE public.learner_year (
    learner_id integer NOT NULL,
    fiscal_year integer NOT NULL,
    residence_code5 character varying(5),
    workplace_code5 character varying(5),
    audience character varying(40) NOT NULL,
    industry character varying(1),
    school_type character varying(40),
    age_band character varying(20),
    organisation character varying(200),
    school character varying(200),
    frozen_at timestamp with time zone NOT NULL
);
CREATE TABLE public.manual_mark (
    id integer NOT NULL,
    enrolment_id integer NOT NULL,
    lesson_slug character varying(60) NOT NULL,
    grade_id character varying(200) NOT NULL,
    text_digest character varying(64) NOT NULL,
    points double precision,
    comment text,
    marked_at timestamp with time zone NOT NULL,
    source character varying(40) NOT NULL
);
CREATE SEQUENCE public.manual_mark_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.manual_mark_id_seq OWNED BY public.manual_mark.id;
CREATE TABLE public.meeting (
    id integer NOT NULL,
    offering_id integer NOT NULL,
    number integer NOT NULL,
    starts_at timestamp with time zone NOT NULL,
    ends_at timestamp with time zone NOT NULL,
    mode character varying(40) NOT NULL,
    state character varying(40) NOT NULL
);
CREATE SEQUENCE public.meeting_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.meeting_id_seq OWNED BY public.meeting.id;
CREATE TABLE public.municipality (
    code5 character varying(5) NOT NULL,
    code6 character varying(6) NOT NULL,
    name_ja character varying(60) NOT NULL,
    name_en character varying(60) NOT NULL,
    area character varying(60) NOT NULL
);
CREATE TABLE public.offering (
    id integer NOT NULL,
    programme_id integer NOT NULL,
    fiscal_year integer NOT NULL,
    course_slug character varying(60) NOT NULL,
    number integer NOT NULL,
    title_ja character varying(200) NOT NULL,
    title_en character varying(200) NOT NULL,
    audience character varying(40) NOT NULL,
    host_id integer NOT NULL,
    capacity integer,
    state character varying(40) NOT NULL,
    apply_from timestamp with time zone,
    apply_until timestamp with time zone,
    starts_on date NOT NULL,
    ends_on date NOT NULL,
    completion_rule json NOT NULL
);
CREATE SEQUENCE public.offering_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.offering_id_seq OWNED BY public.offering.id;
CREATE TABLE public.partner (
    id integer NOT NULL,
    slug character varying(60) NOT NULL,
    name_ja character varying(200) NOT NULL,
    name_en character varying(200) NOT NULL
);
CREATE SEQUENCE public.partner_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.partner_id_seq OWNED BY public.partner.id;
CREATE TABLE public.programme (
    id integer NOT NULL,
    fiscal_year integer NOT NULL,
    name_ja character varying(200) NOT NULL,
    name_en character varying(200) NOT NULL,
    budget_yen integer NOT NULL
);
CREATE SEQUENCE public.programme_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.programme_id_seq OWNED BY public.programme.id;
CREATE TABLE public.regrade (
    id integer NOT NULL,
    course_slug character varying(60) NOT NULL,
    offering_id integer,
    lesson_slug character varying(60),
    grade_id character varying(200),
    reason text NOT NULL,
    asked_by_id integer,
    asked_at timestamp with time zone NOT NULL,
    applied_at timestamp with time zone,
    dropped_at timestamp with time zone
);
CREATE SEQUENCE public.regrade_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.regrade_id_seq OWNED BY public.regrade.id;
CREATE TABLE public.replacement (
    regrade_id integer NOT NULL,
    lesson_slug character varying(60) NOT NULL,
    old_digest character varying(64) NOT NULL,
    new_digest character varying(64) NOT NULL
);
CREATE TABLE public.role_grant (
    id integer NOT NULL,
    learner_id integer NOT NULL,
    role character varying(40) NOT NULL,
    partner_id integer
);
CREATE SEQUENCE public.role_grant_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.role_grant_id_seq OWNED BY public.role_grant.id;
CREATE TABLE public.score (
    submission_id integer NOT NULL,
    state character varying(40) NOT NULL,
    points double precision NOT NULL,
    max_points double precision NOT NULL,
    sheet json NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    projected_at timestamp with time zone,
    graded_with character varying(64),
    environment character varying(64),
    late_penalty double precision DEFAULT '0'::double precision NOT NULL
);
CREATE TABLE public.score_change (
    id integer NOT NULL,
    regrade_id integer NOT NULL,
    enrolment_id integer NOT NULL,
    lesson_slug character varying(60) NOT NULL,
    points_before double precision NOT NULL,
    points_after double precision NOT NULL,
    max_points double precision NOT NULL,
    seen_at timestamp with time zone
);
CREATE SEQUENCE public.score_change_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.score_change_id_seq OWNED BY public.score_change.id;
CREATE TABLE public.seminar (
    id integer NOT NULL,
    programme_id integer NOT NULL,
    fiscal_year integer NOT NULL,
    title_ja character varying(200) NOT NULL,
    title_en character varying(200) NOT NULL,
    host_id integer NOT NULL,
    held_on date NOT NULL,
    capacity integer,
    headcount integer,
    state character varying(40) NOT NULL
);
CREATE SEQUENCE public.seminar_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.seminar_id_seq OWNED BY public.seminar.id;
CREATE TABLE public.submission (
    id integer NOT NULL,
    learner_id integer NOT NULL,
    enrolment_id integer NOT NULL,
    course_slug character varying(60) NOT NULL,
    lesson_slug character varying(60) NOT NULL,
    release_digest character varying(64) NOT NULL,
    sha256 character varying(64) NOT NULL,
    size integer NOT NULL,
    idempotency_key character varying(36) NOT NULL,
    received_at timestamp with time zone NOT NULL,
    state character varying(40) NOT NULL,
    claimed_by character varying(100),
    lease_until timestamp with time zone,
    tries integer NOT NULL,
    problem character varying(2000)
);
CREATE SEQUENCE public.submission_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.submission_id_seq OWNED BY public.submission.id;
CREATE TABLE public.teaching (
    offering_id integer NOT NULL,
    learner_id integer NOT NULL
);
CREATE TABLE public.trial (
    submission_id integer NOT NULL,
    regrade_id integer,
    release_digest character varying(64) NOT NULL,
    cold boolean NOT NULL,
    sheet json,
    differs boolean,
    replaced json,
    id integer NOT NULL,
    state character varying(40) NOT NULL,
    claimed_by character varying(100),
    lease_until timestamp with time zone,
    tries integer NOT NULL,
    problem character varying(2000)
);
CREATE SEQUENCE public.trial_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.trial_id_seq OWNED BY public.trial.id;
ALTER TABLE ONLY public.application ALTER COLUMN id SET DEFAULT nextval('public.application_id_seq'::regclass);
ALTER TABLE ONLY public.enrolment ALTER COLUMN id SET DEFAULT nextval('public.enrolment_id_seq'::regclass);
ALTER TABLE ONLY public.learner ALTER COLUMN id SET DEFAULT nextval('public.learner_id_seq'::regclass);
ALTER TABLE ONLY public.manual_mark ALTER COLUMN id SET DEFAULT nextval('public.manual_mark_id_seq'::regclass);
ALTER TABLE ONLY public.meeting ALTER COLUMN id SET DEFAULT nextval('public.meeting_id_seq'::regclass);
ALTER TABLE ONLY public.offering ALTER COLUMN id SET DEFAULT nextval('public.offering_id_seq'::regclass);
ALTER TABLE ONLY public.partner ALTER COLUMN id SET DEFAULT nextval('public.partner_id_seq'::regclass);
ALTER TABLE ONLY public.programme ALTER COLUMN id SET DEFAULT nextval('public.programme_id_seq'::regclass);
ALTER TABLE ONLY public.regrade ALTER COLUMN id SET DEFAULT nextval('public.regrade_id_seq'::regclass);
ALTER TABLE ONLY public.role_grant ALTER COLUMN id SET DEFAULT nextval('public.role_grant_id_seq'::regclass);
ALTER TABLE ONLY public.score_change ALTER COLUMN id SET DEFAULT nextval('public.score_change_id_seq'::regclass);
ALTER TABLE ONLY public.seminar ALTER COLUMN id SET DEFAULT nextval('public.seminar_id_seq'::regclass);
ALTER TABLE ONLY public.submission ALTER COLUMN id SET DEFAULT nextval('public.submission_id_seq'::regclass);
ALTER TABLE ONLY public.trial ALTER COLUMN id SET DEFAULT nextval('public.trial_id_seq'::regclass);
INSERT INTO public.alembic_version VALUES ('0005');
INSERT INTO public.application VALUES (1, 1, 1, '2026-05-01 04:00:00.123456+00', 'accepted');
INSERT INTO public.application VALUES (2, 2, 2, '2026-05-01 05:00:00.123456+00', 'waiting');
INSERT INTO public.application VALUES (3, 3, 3, '2026-05-01 06:00:00.123456+00', 'rejected');
INSERT INTO public.application VALUES (4, 4, 4, '2026-05-01 07:00:00.123456+00', 'cancelled');
INSERT INTO public.application VALUES (5, 5, 5, '2026-05-01 08:00:00.123456+00', 'applied');
INSERT INTO public.application VALUES (6, 6, 6, '2026-05-01 09:00:00.123456+00', 'accepted');
INSERT INTO public.application VALUES (7, 7, 7, '2026-05-01 10:00:00.123456+00', 'waiting');
INSERT INTO public.application VALUES (8, 8, 8, '2026-05-01 11:00:00.123456+00', 'rejected');
INSERT INTO public.attendance VALUES (1, 1, 'late', '2026-05-01 04:00:00.123456+00');
INSERT INTO public.attendance VALUES (2, 2, 'excused', '2026-05-01 05:00:00.123456+00');
INSERT INTO public.attendance VALUES (3, 3, 'absent', '2026-05-01 06:00:00.123456+00');
INSERT INTO public.attendance VALUES (4, 4, 'present', '2026-05-01 07:00:00.123456+00');
INSERT INTO public.attendance VALUES (5, 5, 'late', '2026-05-01 08:00:00.123456+00');
INSERT INTO public.attendance VALUES (6, 6, 'excused', '2026-05-01 09:00:00.123456+00');
INSERT INTO public.attendance VALUES (7, 7, 'absent', '2026-05-01 10:00:00.123456+00');
INSERT INTO public.attendance VALUES (8, 8, 'present', '2026-05-01 11:00:00.123456+00');
INSERT INTO public.deadline VALUES (1, '1-立山', '2026-05-01 04:00:00.123456+00', 1.25);
INSERT INTO public.deadline VALUES (2, '2-立山', '2026-05-01 05:00:00.123456+00', 2.25);
INSERT INTO public.deadline VALUES (3, '3-立山', '2026-05-01 06:00:00.123456+00', 3.25);
INSERT INTO public.deadline VALUES (4, '4-立山', '2026-05-01 07:00:00.123456+00', 4.25);
INSERT INTO public.deadline VALUES (5, '5-立山', '2026-05-01 08:00:00.123456+00', 5.25);
INSERT INTO public.deadline VALUES (6, '6-立山', '2026-05-01 09:00:00.123456+00', 6.25);
INSERT INTO public.deadline VALUES (7, '7-立山', '2026-05-01 10:00:00.123456+00', 7.25);
INSERT INTO public.deadline VALUES (8, '8-立山', '2026-05-01 11:00:00.123456+00', 8.25);
INSERT INTO public.enrolment VALUES (1, 1, 1, 1, 'public_servant', '2026-05-01 04:00:00.123456+00', '2026-05-01 04:00:00.123456+00', '2026-05-01 04:00:00.123456+00', 1);
INSERT INTO public.enrolment VALUES (2, 2, 2, 2, 'teacher', '2026-05-01 05:00:00.123456+00', '2026-05-01 05:00:00.123456+00', '2026-05-01 05:00:00.123456+00', 2);
INSERT INTO public.enrolment VALUES (3, 3, 3, NULL, 'executive', '2026-05-01 06:00:00.123456+00', NULL, NULL, NULL);
INSERT INTO public.enrolment VALUES (4, 4, 4, 4, 'other', '2026-05-01 07:00:00.123456+00', '2026-05-01 07:00:00.123456+00', '2026-05-01 07:00:00.123456+00', 4);
INSERT INTO public.enrolment VALUES (5, 5, 5, 5, 'private', '2026-05-01 08:00:00.123456+00', '2026-05-01 08:00:00.123456+00', '2026-05-01 08:00:00.123456+00', 5);
INSERT INTO public.enrolment VALUES (6, 6, 6, NULL, 'public_servant', '2026-05-01 09:00:00.123456+00', NULL, NULL, NULL);
INSERT INTO public.enrolment VALUES (7, 7, 7, 7, 'teacher', '2026-05-01 10:00:00.123456+00', '2026-05-01 10:00:00.123456+00', '2026-05-01 10:00:00.123456+00', 7);
INSERT INTO public.enrolment VALUES (8, 8, 8, 8, 'executive', '2026-05-01 11:00:00.123456+00', '2026-05-01 11:00:00.123456+00', '2026-05-01 11:00:00.123456+00', 8);
INSERT INTO public.learner VALUES (1, '1-立山', '1-立山', '1-立山', '1-立山', '1-立山', '1-立山', '1-', false, '2026-05-01 04:00:00.123456+00');
INSERT INTO public.learner VALUES (2, '2-立山', '2-立山', '2-立山', '2-立山', '2-立山', '2-立山', '2-', true, '2026-05-01 05:00:00.123456+00');
INSERT INTO public.learner VALUES (3, '3-立山', '3-立山', NULL, '3-立山', '3-立山', NULL, '3-', false, '2026-05-01 06:00:00.123456+00');
INSERT INTO public.learner VALUES (4, '4-立山', '4-立山', '4-立山', '4-立山', '4-立山', '4-立山', '4-', true, '2026-05-01 07:00:00.123456+00');
INSERT INTO public.learner VALUES (5, '5-立山', '5-立山', '5-立山', '5-立山', '5-立山', '5-立山', '5-', false, '2026-05-01 08:00:00.123456+00');
INSERT INTO public.learner VALUES (6, '6-立山', '6-立山', NULL, '6-立山', '6-立山', NULL, '6-', true, '2026-05-01 09:00:00.123456+00');
INSERT INTO public.learner VALUES (7, '7-立山', '7-立山', '7-立山', '7-立山', '7-立山', '7-立山', '7-', false, '2026-05-01 10:00:00.123456+00');
INSERT INTO public.learner VALUES (8, '8-立山', '8-立山', '8-立山', '8-立山', '8-立山', '8-立山', '8-', true, '2026-05-01 11:00:00.123456+00');
INSERT INTO public.learner_year VALUES (1, 1, '1-立山', '1-立山', 'public_servant', '1', '1-立山', '1-立山', '1-立山', '1-立山', '2026-05-01 04:00:00.123456+00');
INSERT INTO public.learner_year VALUES (2, 2, '2-立山', '2-立山', 'teacher', '2', '2-立山', '2-立山', '2-立山', '2-立山', '2026-05-01 05:00:00.123456+00');
INSERT INTO public.learner_year VALUES (3, 3, NULL, NULL, 'executive', NULL, NULL, NULL, NULL, NULL, '2026-05-01 06:00:00.123456+00');
INSERT INTO public.learner_year VALUES (4, 4, '4-立山', '4-立山', 'other', '4', '4-立山', '4-立山', '4-立山', '4-立山', '2026-05-01 07:00:00.123456+00');
INSERT INTO public.learner_year VALUES (5, 5, '5-立山', '5-立山', 'private', '5', '5-立山', '5-立山', '5-立山', '5-立山', '2026-05-01 08:00:00.123456+00');
INSERT INTO public.learner_year VALUES (6, 6, NULL, NULL, 'public_servant', NULL, NULL, NULL, NULL, NULL, '2026-05-01 09:00:00.123456+00');
INSERT INTO public.learner_year VALUES (7, 7, '7-立山', '7-立山', 'teacher', '7', '7-立山', '7-立山', '7-立山', '7-立山', '2026-05-01 10:00:00.123456+00');
INSERT INTO public.learner_year VALUES (8, 8, '8-立山', '8-立山', 'executive', '8', '8-立山', '8-立山', '8-立山', '8-立山', '2026-05-01 11:00:00.123456+00');
INSERT INTO public.manual_mark VALUES (1, 1, '1-立山', '1-立山', '1-立山', 1.25, '1-立山', '2026-05-01 04:00:00.123456+00', 'formgrader');
INSERT INTO public.manual_mark VALUES (2, 2, '2-立山', '2-立山', '2-立山', 2.25, '2-立山', '2026-05-01 05:00:00.123456+00', 'formgrader');
INSERT INTO public.manual_mark VALUES (3, 3, '3-立山', '3-立山', '3-立山', NULL, NULL, '2026-05-01 06:00:00.123456+00', 'formgrader');
INSERT INTO public.manual_mark VALUES (4, 4, '4-立山', '4-立山', '4-立山', 4.25, '4-立山', '2026-05-01 07:00:00.123456+00', 'formgrader');
INSERT INTO public.manual_mark VALUES (5, 5, '5-立山', '5-立山', '5-立山', 5.25, '5-立山', '2026-05-01 08:00:00.123456+00', 'formgrader');
INSERT INTO public.manual_mark VALUES (6, 6, '6-立山', '6-立山', '6-立山', NULL, NULL, '2026-05-01 09:00:00.123456+00', 'formgrader');
INSERT INTO public.manual_mark VALUES (7, 7, '7-立山', '7-立山', '7-立山', 7.25, '7-立山', '2026-05-01 10:00:00.123456+00', 'formgrader');
INSERT INTO public.manual_mark VALUES (8, 8, '8-立山', '8-立山', '8-立山', 8.25, '8-立山', '2026-05-01 11:00:00.123456+00', 'formgrader');
INSERT INTO public.meeting VALUES (1, 1, 1, '2026-05-01 04:00:00.123456+00', '2026-05-01 04:00:00.123456+00', 'online', 'held');
INSERT INTO public.meeting VALUES (2, 2, 2, '2026-05-01 05:00:00.123456+00', '2026-05-01 05:00:00.123456+00', 'on_demand', 'cancelled');
INSERT INTO public.meeting VALUES (3, 3, 3, '2026-05-01 06:00:00.123456+00', '2026-05-01 06:00:00.123456+00', 'in_person', 'moved');
INSERT INTO public.meeting VALUES (4, 4, 4, '2026-05-01 07:00:00.123456+00', '2026-05-01 07:00:00.123456+00', 'online', 'planned');
INSERT INTO public.meeting VALUES (5, 5, 5, '2026-05-01 08:00:00.123456+00', '2026-05-01 08:00:00.123456+00', 'on_demand', 'held');
INSERT INTO public.meeting VALUES (6, 6, 6, '2026-05-01 09:00:00.123456+00', '2026-05-01 09:00:00.123456+00', 'in_person', 'cancelled');
INSERT INTO public.meeting VALUES (7, 7, 7, '2026-05-01 10:00:00.123456+00', '2026-05-01 10:00:00.123456+00', 'online', 'moved');
INSERT INTO public.meeting VALUES (8, 8, 8, '2026-05-01 11:00:00.123456+00', '2026-05-01 11:00:00.123456+00', 'on_demand', 'planned');
INSERT INTO public.municipality VALUES ('1-立山', '1-立山', '1-立山', '1-立山', '1-立山');
INSERT INTO public.municipality VALUES ('2-立山', '2-立山', '2-立山', '2-立山', '2-立山');
INSERT INTO public.municipality VALUES ('3-立山', '3-立山', '3-立山', '3-立山', '3-立山');
INSERT INTO public.municipality VALUES ('4-立山', '4-立山', '4-立山', '4-立山', '4-立山');
INSERT INTO public.municipality VALUES ('5-立山', '5-立山', '5-立山', '5-立山', '5-立山');
INSERT INTO public.municipality VALUES ('6-立山', '6-立山', '6-立山', '6-立山', '6-立山');
INSERT INTO public.municipality VALUES ('7-立山', '7-立山', '7-立山', '7-立山', '7-立山');
INSERT INTO public.municipality VALUES ('8-立山', '8-立山', '8-立山', '8-立山', '8-立山');
INSERT INTO public.offering VALUES (1, 1, 1, '1-立山', 1, '1-立山', '1-立山', 'public_servant', 1, 1, 'open', '2026-05-01 04:00:00.123456+00', '2026-05-01 04:00:00.123456+00', '2026-05-02', '2026-05-02', '{"\u756a\u53f7": 1, "half": 0.5, "list": [true, null]}');
INSERT INTO public.offering VALUES (2, 2, 2, '2-立山', 2, '2-立山', '2-立山', 'teacher', 2, 2, 'running', '2026-05-01 05:00:00.123456+00', '2026-05-01 05:00:00.123456+00', '2026-05-03', '2026-05-03', '{"\u756a\u53f7": 2, "half": 1.0, "list": [true, null]}');
INSERT INTO public.offering VALUES (3, 3, 3, '3-立山', 3, '3-立山', '3-立山', 'executive', 3, NULL, 'closed', NULL, NULL, '2026-05-04', '2026-05-04', '{"\u756a\u53f7": 3, "half": 1.5, "list": [true, null]}');
INSERT INTO public.offering VALUES (4, 4, 4, '4-立山', 4, '4-立山', '4-立山', 'other', 4, 4, 'cancelled', '2026-05-01 07:00:00.123456+00', '2026-05-01 07:00:00.123456+00', '2026-05-05', '2026-05-05', '{"\u756a\u53f7": 4, "half": 2.0, "list": [true, null]}');
INSERT INTO public.offering VALUES (5, 5, 5, '5-立山', 5, '5-立山', '5-立山', 'private', 5, 5, 'planned', '2026-05-01 08:00:00.123456+00', '2026-05-01 08:00:00.123456+00', '2026-05-06', '2026-05-06', '{"\u756a\u53f7": 5, "half": 2.5, "list": [true, null]}');
INSERT INTO public.offering VALUES (6, 6, 6, '6-立山', 6, '6-立山', '6-立山', 'public_servant', 6, NULL, 'open', NULL, NULL, '2026-05-07', '2026-05-07', '{"\u756a\u53f7": 6, "half": 3.0, "list": [true, null]}');
INSERT INTO public.offering VALUES (7, 7, 7, '7-立山', 7, '7-立山', '7-立山', 'teacher', 7, 7, 'running', '2026-05-01 10:00:00.123456+00', '2026-05-01 10:00:00.123456+00', '2026-05-08', '2026-05-08', '{"\u756a\u53f7": 7, "half": 3.5, "list": [true, null]}');
INSERT INTO public.offering VALUES (8, 8, 8, '8-立山', 8, '8-立山', '8-立山', 'executive', 8, 8, 'closed', '2026-05-01 11:00:00.123456+00', '2026-05-01 11:00:00.123456+00', '2026-05-09', '2026-05-09', '{"\u756a\u53f7": 8, "half": 4.0, "list": [true, null]}');
INSERT INTO public.partner VALUES (1, '1-立山', '1-立山', '1-立山');
INSERT INTO public.partner VALUES (2, '2-立山', '2-立山', '2-立山');
INSERT INTO public.partner VALUES (3, '3-立山', '3-立山', '3-立山');
INSERT INTO public.partner VALUES (4, '4-立山', '4-立山', '4-立山');
INSERT INTO public.partner VALUES (5, '5-立山', '5-立山', '5-立山');
INSERT INTO public.partner VALUES (6, '6-立山', '6-立山', '6-立山');
INSERT INTO public.partner VALUES (7, '7-立山', '7-立山', '7-立山');
INSERT INTO public.partner VALUES (8, '8-立山', '8-立山', '8-立山');
INSERT INTO public.programme VALUES (1, 1, '1-立山', '1-立山', 1);
INSERT INTO public.programme VALUES (2, 2, '2-立山', '2-立山', 2);
INSERT INTO public.programme VALUES (3, 3, '3-立山', '3-立山', 3);
INSERT INTO public.programme VALUES (4, 4, '4-立山', '4-立山', 4);
INSERT INTO public.programme VALUES (5, 5, '5-立山', '5-立山', 5);
INSERT INTO public.programme VALUES (6, 6, '6-立山', '6-立山', 6);
INSERT INTO public.programme VALUES (7, 7, '7-立山', '7-立山', 7);
INSERT INTO public.programme VALUES (8, 8, '8-立山', '8-立山', 8);
INSERT INTO public.regrade VALUES (1, '1-立山', 1, '1-立山', '1-立山', '1-立山', 1, '2026-05-01 04:00:00.123456+00', '2026-05-01 04:00:00.123456+00', '2026-05-01 04:00:00.123456+00');
INSERT INTO public.regrade VALUES (2, '2-立山', 2, '2-立山', '2-立山', '2-立山', 2, '2026-05-01 05:00:00.123456+00', '2026-05-01 05:00:00.123456+00', '2026-05-01 05:00:00.123456+00');
INSERT INTO public.regrade VALUES (3, '3-立山', NULL, NULL, NULL, '3-立山', NULL, '2026-05-01 06:00:00.123456+00', NULL, NULL);
INSERT INTO public.regrade VALUES (4, '4-立山', 4, '4-立山', '4-立山', '4-立山', 4, '2026-05-01 07:00:00.123456+00', '2026-05-01 07:00:00.123456+00', '2026-05-01 07:00:00.123456+00');
INSERT INTO public.regrade VALUES (5, '5-立山', 5, '5-立山', '5-立山', '5-立山', 5, '2026-05-01 08:00:00.123456+00', '2026-05-01 08:00:00.123456+00', '2026-05-01 08:00:00.123456+00');
INSERT INTO public.regrade VALUES (6, '6-立山', NULL, NULL, NULL, '6-立山', NULL, '2026-05-01 09:00:00.123456+00', NULL, NULL);
INSERT INTO public.regrade VALUES (7, '7-立山', 7, '7-立山', '7-立山', '7-立山', 7, '2026-05-01 10:00:00.123456+00', '2026-05-01 10:00:00.123456+00', '2026-05-01 10:00:00.123456+00');
INSERT INTO public.regrade VALUES (8, '8-立山', 8, '8-立山', '8-立山', '8-立山', 8, '2026-05-01 11:00:00.123456+00', '2026-05-01 11:00:00.123456+00', '2026-05-01 11:00:00.123456+00');
INSERT INTO public.replacement VALUES (1, '1-立山', '1-立山', '1-立山');
INSERT INTO public.replacement VALUES (2, '2-立山', '2-立山', '2-立山');
INSERT INTO public.replacement VALUES (3, '3-立山', '3-立山', '3-立山');
INSERT INTO public.replacement VALUES (4, '4-立山', '4-立山', '4-立山');
INSERT INTO public.replacement VALUES (5, '5-立山', '5-立山', '5-立山');
INSERT INTO public.replacement VALUES (6, '6-立山', '6-立山', '6-立山');
INSERT INTO public.replacement VALUES (7, '7-立山', '7-立山', '7-立山');
INSERT INTO public.replacement VALUES (8, '8-立山', '8-立山', '8-立山');
INSERT INTO public.role_grant VALUES (1, 1, 'instructor', 1);
INSERT INTO public.role_grant VALUES (2, 2, 'coordinator', 2);
INSERT INTO public.role_grant VALUES (3, 3, 'operator', NULL);
INSERT INTO public.role_grant VALUES (4, 4, 'learner', 4);
INSERT INTO public.role_grant VALUES (5, 5, 'instructor', 5);
INSERT INTO public.role_grant VALUES (6, 6, 'coordinator', NULL);
INSERT INTO public.role_grant VALUES (7, 7, 'operator', 7);
INSERT INTO public.role_grant VALUES (8, 8, 'learner', 8);
INSERT INTO public.score VALUES (1, '1-立山', 1.25, 1.25, '{"\u756a\u53f7": 1, "half": 0.5, "list": [true, null]}', '2026-05-01 04:00:00.123456+00', '2026-05-01 04:00:00.123456+00', '1-立山', '1-立山', 1.25);
INSERT INTO public.score VALUES (2, '2-立山', 2.25, 2.25, '{"\u756a\u53f7": 2, "half": 1.0, "list": [true, null]}', '2026-05-01 05:00:00.123456+00', '2026-05-01 05:00:00.123456+00', '2-立山', '2-立山', 2.25);
INSERT INTO public.score VALUES (3, '3-立山', 3.25, 3.25, '{"\u756a\u53f7": 3, "half": 1.5, "list": [true, null]}', '2026-05-01 06:00:00.123456+00', NULL, NULL, NULL, 3.25);
INSERT INTO public.score VALUES (4, '4-立山', 4.25, 4.25, '{"\u756a\u53f7": 4, "half": 2.0, "list": [true, null]}', '2026-05-01 07:00:00.123456+00', '2026-05-01 07:00:00.123456+00', '4-立山', '4-立山', 4.25);
INSERT INTO public.score VALUES (5, '5-立山', 5.25, 5.25, '{"\u756a\u53f7": 5, "half": 2.5, "list": [true, null]}', '2026-05-01 08:00:00.123456+00', '2026-05-01 08:00:00.123456+00', '5-立山', '5-立山', 5.25);
INSERT INTO public.score VALUES (6, '6-立山', 6.25, 6.25, '{"\u756a\u53f7": 6, "half": 3.0, "list": [true, null]}', '2026-05-01 09:00:00.123456+00', NULL, NULL, NULL, 6.25);
INSERT INTO public.score VALUES (7, '7-立山', 7.25, 7.25, '{"\u756a\u53f7": 7, "half": 3.5, "list": [true, null]}', '2026-05-01 10:00:00.123456+00', '2026-05-01 10:00:00.123456+00', '7-立山', '7-立山', 7.25);
INSERT INTO public.score VALUES (8, '8-立山', 8.25, 8.25, '{"\u756a\u53f7": 8, "half": 4.0, "list": [true, null]}', '2026-05-01 11:00:00.123456+00', '2026-05-01 11:00:00.123456+00', '8-立山', '8-立山', 8.25);
INSERT INTO public.score_change VALUES (1, 1, 1, '1-立山', 1.25, 1.25, 1.25, '2026-05-01 04:00:00.123456+00');
INSERT INTO public.score_change VALUES (2, 2, 2, '2-立山', 2.25, 2.25, 2.25, '2026-05-01 05:00:00.123456+00');
INSERT INTO public.score_change VALUES (3, 3, 3, '3-立山', 3.25, 3.25, 3.25, NULL);
INSERT INTO public.score_change VALUES (4, 4, 4, '4-立山', 4.25, 4.25, 4.25, '2026-05-01 07:00:00.123456+00');
INSERT INTO public.score_change VALUES (5, 5, 5, '5-立山', 5.25, 5.25, 5.25, '2026-05-01 08:00:00.123456+00');
INSERT INTO public.score_change VALUES (6, 6, 6, '6-立山', 6.25, 6.25, 6.25, NULL);
INSERT INTO public.score_change VALUES (7, 7, 7, '7-立山', 7.25, 7.25, 7.25, '2026-05-01 10:00:00.123456+00');
INSERT INTO public.score_change VALUES (8, 8, 8, '8-立山', 8.25, 8.25, 8.25, '2026-05-01 11:00:00.123456+00');
INSERT INTO public.seminar VALUES (1, 1, 1, '1-立山', '1-立山', 1, '2026-05-02', 1, 1, 'held');
INSERT INTO public.seminar VALUES (2, 2, 2, '2-立山', '2-立山', 2, '2026-05-03', 2, 2, 'cancelled');
INSERT INTO public.seminar VALUES (3, 3, 3, '3-立山', '3-立山', 3, '2026-05-04', NULL, NULL, 'moved');
INSERT INTO public.seminar VALUES (4, 4, 4, '4-立山', '4-立山', 4, '2026-05-05', 4, 4, 'planned');
INSERT INTO public.seminar VALUES (5, 5, 5, '5-立山', '5-立山', 5, '2026-05-06', 5, 5, 'held');
INSERT INTO public.seminar VALUES (6, 6, 6, '6-立山', '6-立山', 6, '2026-05-07', NULL, NULL, 'cancelled');
INSERT INTO public.seminar VALUES (7, 7, 7, '7-立山', '7-立山', 7, '2026-05-08', 7, 7, 'moved');
INSERT INTO public.seminar VALUES (8, 8, 8, '8-立山', '8-立山', 8, '2026-05-09', 8, 8, 'planned');
INSERT INTO public.submission VALUES (1, 1, 1, '1-立山', '1-立山', '1-立山', '1-立山', 1, '1-立山', '2026-05-01 04:00:00.123456+00', 'running', '1-立山', '2026-05-01 04:00:00.123456+00', 1, '1-立山');
INSERT INTO public.submission VALUES (2, 2, 2, '2-立山', '2-立山', '2-立山', '2-立山', 2, '2-立山', '2026-05-01 05:00:00.123456+00', 'graded', '2-立山', '2026-05-01 05:00:00.123456+00', 2, '2-立山');
INSERT INTO public.submission VALUES (3, 3, 3, '3-立山', '3-立山', '3-立山', '3-立山', 3, '3-立山', '2026-05-01 06:00:00.123456+00', 'parked', NULL, NULL, 3, NULL);
INSERT INTO public.submission VALUES (4, 4, 4, '4-立山', '4-立山', '4-立山', '4-立山', 4, '4-立山', '2026-05-01 07:00:00.123456+00', 'queued', '4-立山', '2026-05-01 07:00:00.123456+00', 4, '4-立山');
INSERT INTO public.submission VALUES (5, 5, 5, '5-立山', '5-立山', '5-立山', '5-立山', 5, '5-立山', '2026-05-01 08:00:00.123456+00', 'running', '5-立山', '2026-05-01 08:00:00.123456+00', 5, '5-立山');
INSERT INTO public.submission VALUES (6, 6, 6, '6-立山', '6-立山', '6-立山', '6-立山', 6, '6-立山', '2026-05-01 09:00:00.123456+00', 'graded', NULL, NULL, 6, NULL);
INSERT INTO public.submission VALUES (7, 7, 7, '7-立山', '7-立山', '7-立山', '7-立山', 7, '7-立山', '2026-05-01 10:00:00.123456+00', 'parked', '7-立山', '2026-05-01 10:00:00.123456+00', 7, '7-立山');
INSERT INTO public.submission VALUES (8, 8, 8, '8-立山', '8-立山', '8-立山', '8-立山', 8, '8-立山', '2026-05-01 11:00:00.123456+00', 'queued', '8-立山', '2026-05-01 11:00:00.123456+00', 8, '8-立山');
INSERT INTO public.teaching VALUES (1, 1);
INSERT INTO public.teaching VALUES (2, 2);
INSERT INTO public.teaching VALUES (3, 3);
INSERT INTO public.teaching VALUES (4, 4);
INSERT INTO public.teaching VALUES (5, 5);
INSERT INTO public.teaching VALUES (6, 6);
INSERT INTO public.teaching VALUES (7, 7);
INSERT INTO public.teaching VALUES (8, 8);
INSERT INTO public.trial VALUES (1, 1, '1-立山', false, '{"\u756a\u53f7": 1, "half": 0.5, "list": [true, null]}', false, '{"\u756a\u53f7": 1, "half": 0.5, "list": [true, null]}', 1, 'running', '1-立山', '2026-05-01 04:00:00.123456+00', 1, '1-立山');
INSERT INTO public.trial VALUES (2, 2, '2-立山', true, '{"\u756a\u53f7": 2, "half": 1.0, "list": [true, null]}', true, '{"\u756a\u53f7": 2, "half": 1.0, "list": [true, null]}', 2, 'graded', '2-立山', '2026-05-01 05:00:00.123456+00', 2, '2-立山');
INSERT INTO public.trial VALUES (3, NULL, '3-立山', false, NULL, NULL, NULL, 3, 'parked', NULL, NULL, 3, NULL);
INSERT INTO public.trial VALUES (4, 4, '4-立山', true, '{"\u756a\u53f7": 4, "half": 2.0, "list": [true, null]}', true, '{"\u756a\u53f7": 4, "half": 2.0, "list": [true, null]}', 4, 'queued', '4-立山', '2026-05-01 07:00:00.123456+00', 4, '4-立山');
INSERT INTO public.trial VALUES (5, 5, '5-立山', false, '{"\u756a\u53f7": 5, "half": 2.5, "list": [true, null]}', false, '{"\u756a\u53f7": 5, "half": 2.5, "list": [true, null]}', 5, 'running', '5-立山', '2026-05-01 08:00:00.123456+00', 5, '5-立山');
INSERT INTO public.trial VALUES (6, NULL, '6-立山', true, NULL, NULL, NULL, 6, 'graded', NULL, NULL, 6, NULL);
INSERT INTO public.trial VALUES (7, 7, '7-立山', false, '{"\u756a\u53f7": 7, "half": 3.5, "list": [true, null]}', false, '{"\u756a\u53f7": 7, "half": 3.5, "list": [true, null]}', 7, 'parked', '7-立山', '2026-05-01 10:00:00.123456+00', 7, '7-立山');
INSERT INTO public.trial VALUES (8, 8, '8-立山', true, '{"\u756a\u53f7": 8, "half": 4.0, "list": [true, null]}', true, '{"\u756a\u53f7": 8, "half": 4.0, "list": [true, null]}', 8, 'queued', '8-立山', '2026-05-01 11:00:00.123456+00', 8, '8-立山');
SELECT pg_catalog.setval('public.application_id_seq', 1, false);
SELECT pg_catalog.setval('public.enrolment_id_seq', 1, false);
SELECT pg_catalog.setval('public.learner_id_seq', 1, false);
SELECT pg_catalog.setval('public.manual_mark_id_seq', 1, false);
SELECT pg_catalog.setval('public.meeting_id_seq', 1, false);
SELECT pg_catalog.setval('public.offering_id_seq', 1, false);
SELECT pg_catalog.setval('public.partner_id_seq', 1, false);
SELECT pg_catalog.setval('public.programme_id_seq', 1, false);
SELECT pg_catalog.setval('public.regrade_id_seq', 1, false);
SELECT pg_catalog.setval('public.role_grant_id_seq', 1, false);
SELECT pg_catalog.setval('public.score_change_id_seq', 1, false);
SELECT pg_catalog.setval('public.seminar_id_seq', 1, false);
SELECT pg_catalog.setval('public.submission_id_seq', 1, false);
SELECT pg_catalog.setval('public.trial_id_seq', 1, false);
ALTER TABLE ONLY public.alembic_version
    ADD CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num);
ALTER TABLE ONLY public.application
    ADD CONSTRAINT pk_application PRIMARY KEY (id);
ALTER TABLE ONLY public.attendance
    ADD CONSTRAINT pk_attendance PRIMARY KEY (enrolment_id, meeting_id);
ALTER TABLE ONLY public.deadline
    ADD CONSTRAINT pk_deadline PRIMARY KEY (offering_id, lesson_slug);
ALTER TABLE ONLY public.enrolment
    ADD CONSTRAINT pk_enrolment PRIMARY KEY (id);
ALTER TABLE ONLY public.learner
    ADD CONSTRAINT pk_learner PRIMARY KEY (id);
ALTER TABLE ONLY public.learner_year
    ADD CONSTRAINT pk_learner_year PRIMARY KEY (learner_id, fiscal_year);
ALTER TABLE ONLY public.manual_mark
    ADD CONSTRAINT pk_manual_mark PRIMARY KEY (id);
ALTER TABLE ONLY public.meeting
    ADD CONSTRAINT pk_meeting PRIMARY KEY (id);
ALTER TABLE ONLY public.municipality
    ADD CONSTRAINT pk_municipality PRIMARY KEY (code5);
ALTER TABLE ONLY public.offering
    ADD CONSTRAINT pk_offering PRIMARY KEY (id);
ALTER TABLE ONLY public.partner
    ADD CONSTRAINT pk_partner PRIMARY KEY (id);
ALTER TABLE ONLY public.programme
    ADD CONSTRAINT pk_programme PRIMARY KEY (id);
ALTER TABLE ONLY public.regrade
    ADD CONSTRAINT pk_regrade PRIMARY KEY (id);
ALTER TABLE ONLY public.replacement
    ADD CONSTRAINT pk_replacement PRIMARY KEY (regrade_id, lesson_slug, old_digest);
ALTER TABLE ONLY public.role_grant
    ADD CONSTRAINT pk_role_grant PRIMARY KEY (id);
ALTER TABLE ONLY public.score
    ADD CONSTRAINT pk_score PRIMARY KEY (submission_id);
ALTER TABLE ONLY public.score_change
    ADD CONSTRAINT pk_score_change PRIMARY KEY (id);
ALTER TABLE ONLY public.seminar
    ADD CONSTRAINT pk_seminar PRIMARY KEY (id);
ALTER TABLE ONLY public.submission
    ADD CONSTRAINT pk_submission PRIMARY KEY (id);
ALTER TABLE ONLY public.teaching
    ADD CONSTRAINT pk_teaching PRIMARY KEY (offering_id, learner_id);
ALTER TABLE ONLY public.trial
    ADD CONSTRAINT pk_trial PRIMARY KEY (id);
ALTER TABLE ONLY public.application
    ADD CONSTRAINT uq_application_learner_id_offering_id UNIQUE (learner_id, offering_id);
ALTER TABLE ONLY public.enrolment
    ADD CONSTRAINT uq_enrolment_learner_id_offering_id UNIQUE (learner_id, offering_id);
ALTER TABLE ONLY public.learner
    ADD CONSTRAINT uq_learner_hub_user UNIQUE (hub_user);
ALTER TABLE ONLY public.learner
    ADD CONSTRAINT uq_learner_login_id UNIQUE (login_id);
ALTER TABLE ONLY public.meeting
    ADD CONSTRAINT uq_meeting_offering_id_number UNIQUE (offering_id, number);
ALTER TABLE ONLY public.municipality
    ADD CONSTRAINT uq_municipality_code6 UNIQUE (code6);
ALTER TABLE ONLY public.offering
    ADD CONSTRAINT uq_offering_fiscal_year_course_slug_number UNIQUE (fiscal_year, course_slug, number);
ALTER TABLE ONLY public.partner
    ADD CONSTRAINT uq_partner_slug UNIQUE (slug);
ALTER TABLE ONLY public.programme
    ADD CONSTRAINT uq_programme_fiscal_year UNIQUE (fiscal_year);
ALTER TABLE ONLY public.role_grant
    ADD CONSTRAINT uq_role_grant_learner_id_role_partner_id UNIQUE (learner_id, role, partner_id);
ALTER TABLE ONLY public.score_change
    ADD CONSTRAINT uq_score_change_regrade_id_enrolment_id_lesson_slug UNIQUE (regrade_id, enrolment_id, lesson_slug);
ALTER TABLE ONLY public.submission
    ADD CONSTRAINT uq_submission_learner_id_idempotency_key UNIQUE (learner_id, idempotency_key);
ALTER TABLE ONLY public.trial
    ADD CONSTRAINT uq_trial_regrade_id_submission_id UNIQUE (regrade_id, submission_id);
CREATE INDEX ix_application_offering_id ON public.application USING btree (offering_id);
CREATE INDEX ix_attendance_meeting_id ON public.attendance USING btree (meeting_id);
CREATE INDEX ix_enrolment_offering_id ON public.enrolment USING btree (offering_id);
CREATE INDEX ix_manual_mark_enrolment_id_lesson_slug ON public.manual_mark USING btree (enrolment_id, lesson_slug);
CREATE INDEX ix_meeting_starts_at ON public.meeting USING btree (starts_at);
CREATE INDEX ix_offering_course_slug ON public.offering USING btree (course_slug);
CREATE INDEX ix_offering_fiscal_year ON public.offering USING btree (fiscal_year);
CREATE INDEX ix_offering_host_id ON public.offering USING btree (host_id);
CREATE INDEX ix_offering_programme_id ON public.offering USING btree (programme_id);
CREATE INDEX ix_regrade_offering_id ON public.regrade USING btree (offering_id);
CREATE INDEX ix_replacement_old_digest ON public.replacement USING btree (old_digest);
CREATE INDEX ix_score_change_enrolment_id ON public.score_change USING btree (enrolment_id);
CREATE INDEX ix_score_not_projected ON public.score USING btree (submission_id) WHERE (projected_at IS NULL);
CREATE INDEX ix_seminar_fiscal_year ON public.seminar USING btree (fiscal_year);
CREATE INDEX ix_seminar_host_id ON public.seminar USING btree (host_id);
CREATE INDEX ix_seminar_programme_id ON public.seminar USING btree (programme_id);
CREATE INDEX ix_submission_enrolment_id_lesson_slug ON public.submission USING btree (enrolment_id, lesson_slug);
CREATE INDEX ix_submission_received_at ON public.submission USING btree (received_at);
CREATE INDEX ix_submission_sha256 ON public.submission USING btree (sha256);
CREATE INDEX ix_submission_state_id ON public.submission USING btree (state, id);
CREATE INDEX ix_teaching_learner_id ON public.teaching USING btree (learner_id);
CREATE INDEX ix_trial_differs ON public.trial USING btree (differs);
CREATE INDEX ix_trial_state_id ON public.trial USING btree (state, id);
CREATE INDEX ix_trial_submission_id ON public.trial USING btree (submission_id);
CREATE UNIQUE INDEX uq_role_grant_without_partner ON public.role_grant USING btree (learner_id, role) WHERE (partner_id IS NULL);
ALTER TABLE ONLY public.application
    ADD CONSTRAINT fk_application_learner_id_learner FOREIGN KEY (learner_id) REFERENCES public.learner(id);
ALTER TABLE ONLY public.application
    ADD CONSTRAINT fk_application_offering_id_offering FOREIGN KEY (offering_id) REFERENCES public.offering(id);
ALTER TABLE ONLY public.attendance
    ADD CONSTRAINT fk_attendance_enrolment_id_enrolment FOREIGN KEY (enrolment_id) REFERENCES public.enrolment(id);
ALTER TABLE ONLY public.attendance
    ADD CONSTRAINT fk_attendance_meeting_id_meeting FOREIGN KEY (meeting_id) REFERENCES public.meeting(id);
ALTER TABLE ONLY public.deadline
    ADD CONSTRAINT fk_deadline_offering_id_offering FOREIGN KEY (offering_id) REFERENCES public.offering(id);
ALTER TABLE ONLY public.enrolment
    ADD CONSTRAINT fk_enrolment_application_id_application FOREIGN KEY (application_id) REFERENCES public.application(id);
ALTER TABLE ONLY public.enrolment
    ADD CONSTRAINT fk_enrolment_learner_id_learner FOREIGN KEY (learner_id) REFERENCES public.learner(id);
ALTER TABLE ONLY public.enrolment
    ADD CONSTRAINT fk_enrolment_offering_id_offering FOREIGN KEY (offering_id) REFERENCES public.offering(id);
ALTER TABLE ONLY public.learner_year
    ADD CONSTRAINT fk_learner_year_learner_id_learner FOREIGN KEY (learner_id) REFERENCES public.learner(id);
ALTER TABLE ONLY public.learner_year
    ADD CONSTRAINT fk_learner_year_residence_code5_municipality FOREIGN KEY (residence_code5) REFERENCES public.municipality(code5);
ALTER TABLE ONLY public.learner_year
    ADD CONSTRAINT fk_learner_year_workplace_code5_municipality FOREIGN KEY (workplace_code5) REFERENCES public.municipality(code5);
ALTER TABLE ONLY public.manual_mark
    ADD CONSTRAINT fk_manual_mark_enrolment_id_enrolment FOREIGN KEY (enrolment_id) REFERENCES public.enrolment(id);
ALTER TABLE ONLY public.meeting
    ADD CONSTRAINT fk_meeting_offering_id_offering FOREIGN KEY (offering_id) REFERENCES public.offering(id);
ALTER TABLE ONLY public.offering
    ADD CONSTRAINT fk_offering_host_id_partner FOREIGN KEY (host_id) REFERENCES public.partner(id);
ALTER TABLE ONLY public.offering
    ADD CONSTRAINT fk_offering_programme_id_programme FOREIGN KEY (programme_id) REFERENCES public.programme(id);
ALTER TABLE ONLY public.regrade
    ADD CONSTRAINT fk_regrade_asked_by_id_learner FOREIGN KEY (asked_by_id) REFERENCES public.learner(id);
ALTER TABLE ONLY public.regrade
    ADD CONSTRAINT fk_regrade_offering_id_offering FOREIGN KEY (offering_id) REFERENCES public.offering(id);
ALTER TABLE ONLY public.replacement
    ADD CONSTRAINT fk_replacement_regrade_id_regrade FOREIGN KEY (regrade_id) REFERENCES public.regrade(id);
ALTER TABLE ONLY public.role_grant
    ADD CONSTRAINT fk_role_grant_learner_id_learner FOREIGN KEY (learner_id) REFERENCES public.learner(id);
ALTER TABLE ONLY public.role_grant
    ADD CONSTRAINT fk_role_grant_partner_id_partner FOREIGN KEY (partner_id) REFERENCES public.partner(id);
ALTER TABLE ONLY public.score_change
    ADD CONSTRAINT fk_score_change_enrolment_id_enrolment FOREIGN KEY (enrolment_id) REFERENCES public.enrolment(id);
ALTER TABLE ONLY public.score_change
    ADD CONSTRAINT fk_score_change_regrade_id_regrade FOREIGN KEY (regrade_id) REFERENCES public.regrade(id);
ALTER TABLE ONLY public.score
    ADD CONSTRAINT fk_score_submission_id_submission FOREIGN KEY (submission_id) REFERENCES public.submission(id);
ALTER TABLE ONLY public.seminar
    ADD CONSTRAINT fk_seminar_host_id_partner FOREIGN KEY (host_id) REFERENCES public.partner(id);
ALTER TABLE ONLY public.seminar
    ADD CONSTRAINT fk_seminar_programme_id_programme FOREIGN KEY (programme_id) REFERENCES public.programme(id);
ALTER TABLE ONLY public.submission
    ADD CONSTRAINT fk_submission_enrolment_id_enrolment FOREIGN KEY (enrolment_id) REFERENCES public.enrolment(id);
ALTER TABLE ONLY public.submission
    ADD CONSTRAINT fk_submission_learner_id_learner FOREIGN KEY (learner_id) REFERENCES public.learner(id);
ALTER TABLE ONLY public.teaching
    ADD CONSTRAINT fk_teaching_learner_id_learner FOREIGN KEY (learner_id) REFERENCES public.learner(id);
ALTER TABLE ONLY public.teaching
    ADD CONSTRAINT fk_teaching_offering_id_offering FOREIGN KEY (offering_id) REFERENCES public.offering(id);
ALTER TABLE ONLY public.trial
    ADD CONSTRAINT fk_trial_regrade_id_regrade FOREIGN KEY (regrade_id) REFERENCES public.regrade(id);
ALTER TABLE ONLY public.trial
    ADD CONSTRAINT fk_trial_submission_id_submission FOREIGN KEY (submission_id) REFERENCES public.submission(id);
