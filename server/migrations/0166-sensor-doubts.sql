-- why: a sensor that gave a false alarm is believed less for a while, with the reason, so that the same loose mount does not move people again
create table sensor_doubts (
  id uuid primary key,
  device text not null,
  family text not null,
  pack text not null,
  cap text not null,
  event uuid not null,
  reason text not null,
  since timestamptz not null,
  until timestamptz not null,
  ended_at timestamptz,
  ended_why text check (ended_why in ('over', 'repaired')),
  ended_by text,
  area text not null,
  check ((ended_at is null) = (ended_why is null))
);
create unique index sensor_doubts_open on sensor_doubts (device, family) where ended_at is null;
create index sensor_doubts_area on sensor_doubts (area text_pattern_ops, since desc);
