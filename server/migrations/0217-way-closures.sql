-- why: that ships or cars are stopped is an order with a reach, a beginning, people who were told and an end a second person confirms, not a sentence in somebody's result

-- 5-work
create table way_closures (
  id uuid primary key,
  event uuid not null references events,
  -- of the plan, with its words as they were then
  block text not null,
  name jsonb not null,
  way jsonb not null,
  way_name text not null,
  from_km numeric(7, 2),
  to_km numeric(7, 2),
  -- [[lon, lat], …], WGS-84; empty: unknown
  line jsonb not null default '[]',
  state text not null check (state in ('closed', 'lifting', 'open', 'needless')),
  since timestamptz not null,
  by_person text,
  by_name text,
  unit text not null,
  unit_name text not null,
  told jsonb not null default '[]',
  reason text,
  lift jsonb,
  lift_by text,
  ended_at timestamptz,
  ended_name text,
  handed jsonb
);
create index way_closures_event on way_closures (event);
create unique index way_closures_one on way_closures (event, block) where state in ('closed', 'lifting');
create index way_closures_closed on way_closures (since) where state in ('closed', 'lifting');
