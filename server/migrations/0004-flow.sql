-- why: the tables of the flow, one owner stage each: readings → alarms → events → work orders → checks

-- 1-ingest
create table readings (
  at timestamptz not null,
  device text not null,
  received_at timestamptz not null,
  seq bigint,
  values jsonb not null,
  quality text not null default 'good' check (quality in ('good', 'late', 'skewed', 'suspect'))
) partition by range (at);
create table readings_default partition of readings default;
create index readings_device on readings (device, at);

create table device_states (
  device text primary key,
  last_at timestamptz,
  last_received timestamptz,
  last_seq bigint,
  last_values jsonb not null default '{}',
  skew_ms int not null default 0,
  gaps int not null default 0,
  lost int not null default 0,
  duplicates int not null default 0,
  late int not null default 0
);

create table quarantine (
  id uuid primary key,
  received_at timestamptz not null,
  channel text not null,
  source text not null,
  code text not null,
  details jsonb not null default '{}',
  payload text not null,
  area text,
  repeats int not null default 1,
  decided_at timestamptz,
  decided_by text
);
create index quarantine_received on quarantine (received_at desc);
create index quarantine_source on quarantine (source, code, received_at desc);

create table reports (
  id uuid primary key,
  code text unique not null,
  source text not null check (source in ('grid', 'citizen')),
  type text not null,
  content text not null,
  area text not null,
  lon double precision not null,
  lat double precision not null,
  accuracy_m double precision,
  address text,
  person text,
  phone text,
  contact_name text,
  happened_at timestamptz not null,
  received_at timestamptz not null,
  state text not null default 'received' check (state in ('received', 'accepted', 'merged', 'rejected', 'handling', 'closed')),
  event uuid,
  outcome text,
  told_at timestamptz,
  demo boolean not null default false
);
create index reports_event on reports (event);
create index reports_person on reports (person, received_at desc);

-- 2-detect
create table rule_states (
  device text primary key,
  states jsonb not null default '{}',
  armed_at timestamptz
);

create table alarms (
  id uuid primary key,
  object text not null,
  family text not null,
  pack text not null,
  severity text not null check (severity in ('red', 'orange', 'yellow', 'blue')),
  peak text not null,
  since timestamptz not null,
  cleared_at timestamptz,
  contributors jsonb not null default '{}',
  area text not null,
  label text not null,
  by_device boolean not null default false,
  demo boolean not null default false
);
create unique index alarms_open on alarms (object, family) where cleared_at is null;
create index alarms_area on alarms (area text_pattern_ops, since desc);

create table alarm_changes (
  alarm uuid not null,
  at timestamptz not null,
  seq bigint generated always as identity,
  from_severity text,
  to_severity text,
  device text not null,
  rule text not null,
  reading text,
  value double precision,
  limit_value double precision,
  primary key (alarm, seq)
);

-- 3-event
create table events (
  id uuid primary key,
  no text unique not null,
  type text not null,
  pack text not null,
  pack_version int not null,
  grade text not null,
  title text not null,
  state text not null,
  mode text not null check (mode in ('auto', 'triage')),
  source text not null,
  object text,
  family text,
  alarm uuid,
  severity text,
  area text not null,
  lon double precision not null,
  lat double precision not null,
  address text,
  content text,
  opened_at timestamptz not null,
  dispatched_at timestamptz,
  checking_at timestamptz,
  closed_at timestamptz,
  closed_by text,
  lead_unit text,
  lead_name text,
  merged_into uuid,
  pause jsonb,
  reopened int not null default 0,
  tier text not null default 'town',
  version int not null default 1,
  changed_at timestamptz not null,
  demo boolean not null default false
);
create index events_area on events (area text_pattern_ops, opened_at desc);
create index events_open on events (state, opened_at desc) where state not in ('closed', 'merged', 'false-alarm', 'self-handled');
create unique index events_one_open on events (object, family)
  where object is not null and family is not null and state not in ('closed', 'merged', 'false-alarm', 'self-handled');
create index events_opened on events (opened_at desc, id);

create sequence event_numbers;

create table signals (
  id uuid primary key,
  source text not null check (source in ('sensor', 'grid', 'citizen', 'seat')),
  type text not null,
  title text not null,
  grade text not null,
  state text not null check (state in ('waiting', 'snoozed', 'opened', 'merged', 'rejected', 'auto', 'gone')),
  alarm uuid,
  report uuid,
  event uuid,
  object text,
  area text not null,
  lon double precision not null,
  lat double precision not null,
  address text,
  content text,
  received_at timestamptz not null,
  snooze_until timestamptz,
  decided_at timestamptz,
  decided_by text,
  reason text,
  version int not null default 1,
  demo boolean not null default false
);
create index signals_area on signals (area text_pattern_ops, received_at desc);
create index signals_waiting on signals (state, received_at desc) where state in ('waiting', 'snoozed');
create index signals_event on signals (event);

-- 4-dispatch
create table commands (
  id uuid primary key,
  device text not null,
  object text not null,
  name text not null,
  alarm uuid,
  area text not null,
  state text not null check (state in ('sent', 'receipted', 'failed', 'unanswered')),
  sent_at timestamptz not null,
  receipted_at timestamptz
);
create index commands_device on commands (device, sent_at desc);

create table dispatches (
  event uuid primary key,
  pack text not null,
  version int not null,
  plan jsonb not null,
  why jsonb not null,
  mode text not null check (mode in ('auto', 'person')),
  dispatched_at timestamptz not null,
  undo_until timestamptz
);

create table calls (
  id uuid primary key,
  event uuid not null,
  work_order uuid,
  step int not null,
  post text not null,
  person text,
  why text not null,
  inform boolean not null default false,
  called_at timestamptz not null,
  answered_at timestamptz
);
create index calls_order on calls (work_order, step);
create index calls_event on calls (event, called_at);

create table notices (
  id uuid primary key,
  person text not null,
  post text not null,
  event uuid,
  work_order uuid,
  kind text not null,
  why text not null,
  urgent boolean not null default false,
  made_at timestamptz not null,
  seen_at timestamptz,
  cancelled_at timestamptz
);
create index notices_person on notices (person, made_at desc);
create index notices_event on notices (event);

create table routing_rules (
  id uuid primary key,
  type text not null,
  area text not null,
  unit text not null,
  source text not null check (source in ('manual', 'arbitration')),
  event uuid,
  made_by text not null,
  made_at timestamptz not null,
  ended_at timestamptz
);

-- 5-work
create table work_orders (
  id uuid primary key,
  event uuid not null,
  unit text not null,
  unit_name text not null,
  post text,
  role text not null check (role in ('lead', 'assist')),
  mandatory boolean not null,
  backstop boolean not null default false,
  state text not null,
  step int not null default 0,
  area text not null,
  asked_at timestamptz not null,
  accept_by timestamptz not null,
  arrive_by timestamptz,
  finish_by timestamptz,
  provisional boolean not null default false,
  accepted_at timestamptz,
  accepted_by text,
  accepted_name text,
  arrived_at timestamptz,
  submitted_at timestamptz,
  submitted_by text,
  done_at timestamptz,
  result text,
  cause text,
  defects jsonb not null default '[]',
  checklist jsonb not null default '[]',
  done_items jsonb not null default '{}',
  pause jsonb,
  paused_ms bigint not null default 0,
  paused_at timestamptz,
  returns int not null default 0,
  proposal jsonb,
  ask jsonb,
  version int not null default 1,
  changed_at timestamptz not null,
  demo boolean not null default false
);
create index work_orders_event on work_orders (event);
create index work_orders_unit on work_orders (unit, asked_at desc);
create index work_orders_open on work_orders (unit, accept_by) where state in ('asked', 'accepted', 'arrived', 'returned', 'arbitration', 'suspended');

create table evidence (
  id uuid primary key,
  event uuid not null,
  work_order uuid,
  item text not null,
  kind text not null check (kind in ('photo', 'reading', 'text', 'tick')),
  file uuid,
  value jsonb,
  hash text,
  lon double precision,
  lat double precision,
  accuracy_m double precision,
  taken_at timestamptz not null,
  added_at timestamptz not null,
  added_by text not null
);
create index evidence_event on evidence (event, added_at);

-- 6-verify
create table checks (
  id uuid primary key,
  event uuid not null,
  by_person text not null,
  by_post text not null,
  passed boolean not null,
  reason text,
  waiver text,
  checked_at timestamptz not null
);
create index checks_event on checks (event, checked_at);

create table disputes (
  id uuid primary key,
  event uuid not null,
  report uuid,
  person text,
  reason text not null,
  made_at timestamptz not null,
  decided_at timestamptz,
  upheld boolean
);
create index disputes_event on disputes (event);

-- 7-evaluate: counts for the cockpit, rebuilt from facts
create table area_counts (
  area text not null,
  day date not null,
  name text not null,
  n bigint not null default 0,
  primary key (area, day, name)
);
create index facts_order on facts ((body->>'order'), kind) where body ? 'order';
