-- why: facts are timeline, audit, queue and feed; claims, timers and outbox stand beside them
create table facts (
  recorded_at timestamptz not null,
  id bigint generated always as identity,
  tx xid8 not null default pg_current_xact_id(),
  occurred_at timestamptz not null,
  kind text not null,
  subject text not null,
  area text,
  unit text,
  actor jsonb not null,
  body jsonb not null,
  primary key (recorded_at, id)
) partition by range (recorded_at);
create table facts_default partition of facts default;
create index facts_position on facts (tx, id);
create index facts_subject on facts (subject, recorded_at);
create index facts_event on facts ((body->>'event'), recorded_at) where body ? 'event';
create index facts_kind on facts (kind, recorded_at);

create table fact_work (
  fact_at timestamptz not null,
  fact_id bigint not null,
  handler text not null,
  tries int not null default 0,
  next_at timestamptz not null,
  last_error text,
  primary key (fact_at, fact_id, handler)
);
create index fact_work_next on fact_work (next_at, fact_id) where tries < 5;

create table timers (
  key text primary key,
  kind text not null,
  due_at timestamptz not null,
  body jsonb not null,
  tries int not null default 0,
  last_error text
);
create index timers_due on timers (due_at) where tries < 5;

create table outbox (
  id uuid primary key,
  key text unique not null,
  channel text not null,
  address text not null,
  body jsonb not null,
  state text not null default 'waiting' check (state in ('waiting', 'sent', 'failed')),
  tries int not null default 0,
  next_at timestamptz not null,
  made_at timestamptz not null,
  sent_at timestamptz,
  last_error text
);
create index outbox_waiting on outbox (next_at) where state = 'waiting';

create table seals (
  seq bigint primary key,
  sealed_at timestamptz not null,
  from_tx xid8 not null,
  from_id bigint not null,
  to_tx xid8 not null,
  to_id bigint not null,
  facts int not null,
  hash bytea not null
);

create table positions (
  reader text primary key,
  tx xid8 not null,
  id bigint not null
);

create table idempotency_keys (
  actor text not null,
  key text not null,
  request text not null,
  response jsonb,
  made_at timestamptz not null,
  primary key (actor, key)
);
create index idempotency_made on idempotency_keys (made_at);

create table settings (
  key text primary key,
  value jsonb not null,
  changed_at timestamptz not null
);
