-- why: an alarm may stand without calling anybody, by reasons that can be read, and comes back when they are over

-- what hangs below what: the power supply, gateway or network an object is fed by is an object itself
create table supplies (
  object text not null references objects (id),
  supply text not null references objects (id),
  kind text not null check (kind in ('power', 'gateway', 'network')),
  primary key (object, supply),
  check (object <> supply)
);
create index supplies_supply on supplies (supply);

-- a person says hush, for a stretch of time that may lie ahead; every condition left null is no condition
create table mutes (
  id uuid primary key,
  kind text not null check (kind in ('silence', 'works')),
  area text not null,
  outline jsonb,
  object text,
  device_kind text,
  type text,
  rule text,
  reason text not null,
  owner_name text not null,
  from_at timestamptz not null,
  to_at timestamptz not null check (to_at > from_at and to_at <= from_at + interval '30 days'),
  made_by text not null,
  made_by_name text not null,
  made_at timestamptz not null,
  confirmed_by text,
  confirmed_name text,
  confirmed_at timestamptz,
  ended_at timestamptz,
  ended_name text
);
create index mutes_in_force on mutes (to_at) where ended_at is null;

-- alarms that would have called or waited for a person, and do not, with all reasons; one row a stretch
create table muted_alarms (
  id uuid primary key,
  alarm uuid not null,
  object text not null,
  label text not null,
  area text not null,
  pack text not null,
  family text not null,
  type text not null,
  severity text not null,
  mode text not null check (mode in ('auto', 'triage')),
  rule text not null,
  reasons jsonb not null,
  since timestamptz not null,
  ended_at timestamptz,
  outcome text check (outcome in ('cleared', 'milder', 'attended', 'opened'))
);
create unique index muted_alarms_now on muted_alarms (alarm) where ended_at is null;
create index muted_alarms_standing on muted_alarms (area text_pattern_ops, since) where ended_at is null;
create index muted_alarms_reasons on muted_alarms using gin (reasons jsonb_path_ops) where ended_at is null;
create index muted_alarms_alarm on muted_alarms (alarm, since);

create index alarms_object on alarms (object, family, since desc);

-- a rule's findings are counted by the hour, those of one kind in one town by the minute
alter table signals
  add column rule text,
  add column town text generated always as (
    split_part(area, '/', 1) || '/' || split_part(area, '/', 2) || '/' || split_part(area, '/', 3) || '/') stored;
create index signals_rule on signals (rule, received_at desc) where rule is not null;
create index signals_together on signals (type, town, received_at desc) where alarm is not null;

-- an event about a rule itself: one open at a time
alter table events add column about_rule text;
create unique index events_one_about_rule on events (about_rule)
  where about_rule is not null and state not in ('closed', 'merged', 'false-alarm', 'self-handled');
