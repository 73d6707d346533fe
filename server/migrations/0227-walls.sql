-- why: a tier composes its own wall and its playlist; every composition stays, so that who put up what and when can be read, and any can be put up again
create table wall_versions (
  -- whose: the code of an area (of a zone its own), or "seat:" and the id of a machine
  wall text not null,
  what text not null check (what in ('layout', 'playlist')),
  no int not null,
  -- null: back to what is shipped
  body jsonb,
  by text not null,
  by_name text not null,
  at timestamptz not null,
  primary key (wall, what, no)
);

-- what somebody pushed to a wall; one at a time, the newest
create table wall_pushes (
  wall text primary key,
  screen text not null,
  -- code or path of the area that is shown, the event of the screen of one
  show text,
  event uuid,
  until timestamptz not null,
  by_name text not null,
  at timestamptz not null
);
