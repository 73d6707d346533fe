-- why: bureaus hand readings over as files, and by interfaces of their own; a mapping says which column is which device, time and value
create table mapped_feeds (
  id text primary key,
  name text not null,
  kind text not null check (kind in ('file', 'poll', 'ngsi-ld', 'sparkplug')),
  unit text not null references units (id),
  -- the key of a system that may bring something
  key text,
  "on" boolean not null,
  expect_s int,
  mapping jsonb not null,
  pull jsonb,
  "group" text,
  version int not null,
  made_at timestamptz not null,
  next_at timestamptz,
  seen jsonb not null default '{}',
  tries int not null default 0,
  last_ok_at timestamptz,
  last_failed_at timestamptz,
  failure jsonb,
  last_measured_at timestamptz
);
-- one door each: a node of Sparkplug belongs to one feed
create unique index mapped_feeds_group on mapped_feeds ("group") where "group" is not null;
create index mapped_feeds_next on mapped_feeds (next_at) where next_at is not null;

create table deliveries (
  id uuid primary key,
  feed text not null references mapped_feeds (id),
  name text not null,
  by text not null,
  origin text not null check (origin in ('upload', 'key', 'folder', 'poll', 'ngsi-ld', 'sparkplug')),
  at timestamptz not null,
  ended_at timestamptz,
  bytes int not null,
  digest text not null,
  state text not null check (state in ('waiting', 'running', 'done', 'refused')),
  -- who works on it says so again with every part; who stops saying so was killed
  claimed_at timestamptz,
  columns jsonb not null default '[]',
  face jsonb,
  done int not null default 0,
  rows int,
  kept int not null default 0,
  duplicates int not null default 0,
  refused int not null default 0,
  refusal jsonb,
  reasons jsonb not null default '[]',
  measured_at timestamptz
);
create index deliveries_feed on deliveries (feed, at desc, id desc);
create index deliveries_at on deliveries (at);
create index deliveries_open on deliveries (at, id) where state in ('waiting', 'running');
-- sent again before anybody has read it: the same delivery
create unique index deliveries_once on deliveries (feed, digest) where state in ('waiting', 'running');

-- the bytes, until they are read
create table delivery_files (
  delivery uuid primary key references deliveries (id) on delete cascade,
  data bytea not null
);
-- rows that were not taken, for the sheet of errors
create table delivery_faults (
  delivery uuid not null references deliveries (id) on delete cascade,
  -- the first row of the part they are of
  from_row int not null,
  faults jsonb not null,
  primary key (delivery, from_row)
);
