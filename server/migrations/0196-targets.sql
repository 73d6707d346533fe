-- why: plans with targets (目标看板) are data; what owners say of their items and indicators is kept as said, so that any quarter can be read as it stood
create table target_plans (
  id text primary key,
  -- path of the area whose plan it is
  area text not null,
  version int not null default 1,
  definition jsonb not null,
  taken_at timestamptz not null
);

-- every definition that was ever in force
create table target_plan_versions (
  plan text not null references target_plans (id),
  version int not null,
  definition jsonb not null,
  by text not null,
  at timestamptz not null,
  primary key (plan, version)
);

-- what was said of an item or an indicator, never changed: the newest of a kind counts
create table target_entries (
  id text primary key,
  plan text not null references target_plans (id),
  subject text not null,
  -- the quarter it is said of, as 2026Q3
  quarter text not null,
  kind text not null,
  said jsonb not null,
  actor text not null,
  unit text not null references units (id),
  sample boolean not null default false,
  at timestamptz not null
);
create index target_entries_plan on target_entries (plan, subject, at);
