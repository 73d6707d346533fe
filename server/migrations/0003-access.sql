-- why: who is signed in, which keys may report, which objects and devices stand where, which files belong to a case
create table sessions (
  hash bytea primary key,
  person text not null,
  post text not null,
  kind text not null default 'person' check (kind in ('person', 'demo', 'wall')),
  opened_at timestamptz not null,
  seen_at timestamptz not null,
  closed_at timestamptz
);
create index sessions_person on sessions (person);

create table api_keys (
  id text primary key,
  name text not null,
  secret_hash bytea not null,
  kind text not null check (kind in ('device', 'gateway', 'system')),
  unit text,
  made_at timestamptz not null,
  ended_at timestamptz,
  demo boolean not null default false
);

create table objects (
  id text primary key,
  pack text not null,
  kind text not null,
  code text unique not null,
  name text not null,
  area text not null,
  lon double precision not null,
  lat double precision not null,
  address text,
  owner text,
  owner_kind text check (owner_kind in ('owned', 'ownerless')),
  duty_unit text,
  maintainer_unit text,
  risk text not null default 'green' check (risk in ('red', 'orange', 'yellow', 'blue', 'green')),
  details jsonb not null default '{}',
  demo boolean not null default false
);
create index objects_area on objects (area text_pattern_ops);

create table devices (
  id text primary key,
  object text not null references objects,
  kind text not null,
  pack text not null,
  gateway text,
  name text not null,
  interval_s int not null,
  state text not null default 'online' check (state in ('online', 'maintenance', 'retired')),
  demo boolean not null default false
);
create index devices_object on devices (object);
create index devices_gateway on devices (gateway);

create table files (
  id uuid primary key,
  sha256 text,
  size int not null,
  received int not null default 0,
  kind text,
  state text not null default 'receiving' check (state in ('receiving', 'complete')),
  owner text not null,
  event uuid,
  report uuid,
  exif_place jsonb,
  made_at timestamptz not null
);
create index files_sha on files (sha256);
