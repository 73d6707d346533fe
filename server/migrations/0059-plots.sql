-- why: where ships (AIS) and what a 5G-A sensor sees were is kept as plots by the day, for tracks to be made of them; the newest of each is at hand

-- 1-ingest: one place of one moving thing at one moment. `source`: 'ais', or the key of a sensing system; `number`: its MMSI of nine digits,
-- or the sensor's own name and number. `station`: who received or saw it. Metres, km/h, degrees from north; null: not told. `area`: null outside
-- the city. `label`: what else its sender said, in its own words. Persons never stand here (ADR 0012).
create table plots (
  at timestamptz not null,
  source text not null,
  number text not null,
  received_at timestamptz not null,
  station text not null,
  kind text not null,
  lon double precision not null,
  lat double precision not null,
  height real,
  speed real,
  course real,
  heading real,
  confidence real,
  area text,
  label jsonb not null
) partition by range (at);
create table plots_default partition of plots default;
-- Told by several receivers or sent again: kept once.
create unique index plots_once on plots (source, number, at);
create index plots_newest on plots (at desc, source, number);

-- The newest of each, and what it says of itself (`name`, `words`: call sign, size, destination …) as of `told_at`.
create table targets (
  source text not null,
  number text not null,
  kind text not null,
  name text,
  words jsonb not null,
  told_at timestamptz,
  at timestamptz,
  station text not null,
  lon double precision,
  lat double precision,
  height real,
  speed real,
  course real,
  heading real,
  confidence real,
  area text,
  label jsonb,
  seen_at timestamptz not null,
  primary key (source, number)
);
create index targets_newest on targets (at desc, source, number) where at is not null;
create index targets_seen on targets (seen_at);

-- Which protocols there are stands in contract/gateway.ts; ships register under their MMSI.
alter table senders drop constraint senders_protocol_check;
