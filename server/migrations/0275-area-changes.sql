-- why: a town that moves to another district ends under one code and begins under another on a day; who reads a number must know which came of which
create table area_changes (
  id uuid primary key,
  -- the first day of the new tree, in the city's zone
  day date not null,
  title text not null,
  -- the paper it follows
  basis text not null,
  -- as it was entered: [{"from", "to", "name", "kind", "district"}]
  rows jsonb not null,
  -- codes that end on the day: nothing of it is rolled up under them, whether or not the change was carried out yet
  ends text[] not null,
  state text not null check (state in ('waiting', 'done', 'failed', 'withdrawn')),
  asked_by text not null,
  asked_at timestamptz not null,
  done_at timestamptz
);
create index area_changes_waiting on area_changes (day) where state = 'waiting';

-- what took the place of an area that ended, whole or in part
create table area_successors (
  area text not null references areas (code),
  successor text not null references areas (code),
  change uuid not null references area_changes (id),
  primary key (area, successor)
);
create index area_successors_of on area_successors (successor);

-- names areas had before they were renamed
create table area_names (
  area text not null references areas (code),
  name text not null,
  kind text not null,
  -- the first day it was called otherwise
  until date not null,
  change uuid not null references area_changes (id),
  primary key (area, change)
);
