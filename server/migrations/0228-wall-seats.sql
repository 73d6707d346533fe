-- why: a wall has no person signed in at it: its machine holds a key of its own, let in by who keeps the walls of an area, read-only, ended from the console
create table wall_pairings (
  -- what stands on the wall for somebody to type in
  code text primary key,
  key_hash bytea not null,
  made_at timestamptz not null,
  until timestamptz not null
);

create table wall_seats (
  id uuid primary key,
  name text not null,
  -- code of its area, of a zone its own, and the paths it sees
  area text not null,
  area_name text not null,
  paths text[] not null,
  key_hash bytea not null unique,
  made_by text not null,
  made_at timestamptz not null,
  heard_at timestamptz,
  ended_by text,
  ended_at timestamptz
);
create index wall_seats_area on wall_seats (area);
