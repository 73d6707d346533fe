-- why: nothing received and nobody called drops out of sight (a sheet per area and day adds up), and work that stands still is told by somebody outside the scheduler

-- 7-evaluate: where everything received stands now; `fact` is the one that put it there
create table balance_items (
  id uuid primary key,
  event uuid,
  area text not null,
  day date not null,
  state text not null,
  fact bigint not null
);
create index balance_items_event on balance_items (event) where event is not null;
create index balance_items_day on balance_items (day, area text_pattern_ops) include (state);

-- every call to take on an order; `decided` is the fact that answered it, passed it on or took it back
create table balance_calls (
  notice uuid primary key,
  work_order uuid not null,
  area text not null,
  day date not null,
  state text not null default 'pending',
  fact bigint not null,
  decided bigint
);
create index balance_calls_order on balance_calls (work_order);
create index balance_calls_day on balance_calls (day, area text_pattern_ops) include (state);

-- kernel: what the watchdog has told and not yet seen mended
create table troubles (
  key text primary key,
  what text not null,
  why text not null check (why in ('late', 'failed')),
  n int not null,
  since timestamptz not null,
  error text
);
