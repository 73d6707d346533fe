-- why: vital signs of the city are rolled up its tree as values come in; one row holds all children of a parent, so that a number and what it is made of are read together
create table vitals (
  id int generated always as identity primary key,
  code text not null unique,
  state text not null check (state in ('sorted', 'catalogued', 'connected', 'trusted', 'stopped')),
  board text not null,
  track text not null,
  name text not null,
  pinyin text not null default '',
  initials text not null default '',
  -- the unit that answers for it
  owner text references units (id),
  version int not null default 1,
  definition jsonb not null,
  changed_at timestamptz not null
);
create index vitals_board on vitals (board, track);

-- every definition that was ever in force; the newest is in vitals too
create table vital_versions (
  vital int not null references vitals (id),
  version int not null,
  definition jsonb not null,
  by text not null,
  at timestamptz not null,
  primary key (vital, version)
);

-- each value as it was told, never changed: a correction is another row, and what was known at a moment can be asked
create table vital_values (
  id bigint generated always as identity,
  vital int not null,
  period timestamptz not null,
  area text not null,
  -- whole numbers of 10^-decimals; null: withdrawn
  num double precision,
  den double precision not null default 0,
  observed_at timestamptz not null,
  known_at timestamptz not null,
  source text not null,
  actor text not null,
  -- why it was sent although a check asked
  reason text,
  primary key (vital, period, area, id)
);

-- what waits to be rolled up; the row goes in the transaction that rolls it
create table vital_changes (
  id bigint generated always as identity primary key,
  vital int not null,
  period timestamptz not null,
  area text not null
);

-- all children of a parent side by side, in the order of their codes; parent '' holds the city's own
create table vital_families (
  vital int not null,
  period timestamptz not null,
  parent text not null,
  -- codes with commas between
  children text not null,
  -- five float8, little-endian, a child: num, den, n, newest, oldest (7-evaluate/vitals/rules/pack-parts.ts)
  parts bytea not null,
  version int not null default 1,
  rolled_at timestamptz not null,
  primary key (parent, vital, period)
) with (fillfactor = 80);
