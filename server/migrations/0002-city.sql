-- why: the ground everything stands on: areas, who answers for them, and the people who hold the posts
create table operating_districts (
  code text primary key,
  name text not null,
  sort int not null,
  kind text not null check (kind in ('division', 'zone'))
);

create table areas (
  code text primary key,
  tier text not null check (tier in ('city', 'district', 'town', 'community', 'grid')),
  name text not null,
  kind text not null,
  path text not null unique check (path like '%/'),
  parent text references areas (code),
  operating_district text references operating_districts (code),
  lon double precision,
  lat double precision,
  valid_from date not null,
  valid_to date,
  -- what a person types to find it: full pinyin and its first letters; empty for grids, which are found by code
  pinyin text not null default '',
  initials text not null default ''
);
create index areas_path on areas (path text_pattern_ops);
create index areas_parent on areas (parent);
create index areas_operating_district on areas (operating_district, tier) where tier <> 'grid';
create index areas_named on areas (initials) where tier <> 'grid';

create table units (
  id text primary key,
  name text not null,
  short_name text not null,
  kind text not null check (
    kind in ('city-centre', 'district-centre', 'town-centre', 'board', 'department', 'station', 'community', 'grid-team')
  ),
  tier text not null check (tier in ('city', 'district', 'town', 'community', 'grid')),
  parent text references units (id),
  board text,
  domain text,
  sort int not null default 0,
  valid_from timestamptz not null,
  valid_to timestamptz,
  demo boolean not null default false
);
create index units_parent on units (parent);
create index units_kind on units (kind, domain);

-- jurisdiction, apart from the statutory tree: a zone's centre has one row per town
create table unit_areas (
  unit text not null references units (id),
  area text not null references areas (code),
  path text not null,
  primary key (unit, area)
);
create index unit_areas_path on unit_areas (path text_pattern_ops);

create table posts (
  id text primary key,
  unit text not null references units (id),
  name text not null,
  kind text not null check (
    kind in (
      'city-leader', 'city-duty', 'district-leader', 'district-duty', 'district-seat', 'district-checker',
      'town-commander', 'town-duty', 'town-post', 'department-clerk', 'maintainer', 'grid-worker',
      'system-admin', 'security-admin', 'audit-admin'
    )
  ),
  side text check (side in ('A', 'B')),
  sort int not null default 0,
  valid_from timestamptz not null,
  valid_to timestamptz,
  demo boolean not null default false
);
create index posts_unit on posts (unit, kind);

create table persons (
  id text primary key,
  name text not null,
  phone text not null,
  id_number text,
  demo boolean not null default false
);
create index persons_name on persons (name text_pattern_ops);

create table appointments (
  id text primary key,
  person text not null references persons (id),
  post text not null references posts (id),
  kind text not null check (kind in ('main', 'concurrent', 'temporary', 'seconded', 'delegated')),
  valid_from timestamptz not null,
  valid_to timestamptz,
  delegated_by text references persons (id),
  check (valid_to is null or valid_to > valid_from),
  -- acting out of one's own post needs an end and a giver
  check (kind <> 'delegated' or (valid_to is not null and delegated_by is not null))
);
create index appointments_post on appointments (post);
create index appointments_person on appointments (person);

create table accounts (
  person text primary key references persons (id),
  account text not null unique,
  password_hash text,
  locked_until timestamptz,
  failures int not null default 0,
  demo boolean not null default false
);

create table duty_shifts (
  id text primary key,
  post text not null references posts (id),
  person text not null references persons (id),
  starts_at timestamptz not null,
  ends_at timestamptz not null check (ends_at > starts_at)
);
create index duty_shifts_post on duty_shifts (post, starts_at);
