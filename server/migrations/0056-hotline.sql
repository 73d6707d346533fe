-- why: work orders of the 12345 hotline become cases here under the hotline's own number, and both sides keep the receipts of what they told each other
alter table reports drop constraint reports_source_check;
alter table reports add constraint reports_source_check check (source in ('grid', 'citizen', 'hotline'));
alter table signals drop constraint signals_source_check;
alter table signals add constraint signals_source_check check (source in ('sensor', 'grid', 'citizen', 'seat', 'hotline'));
-- a return that is granted takes the signal of its report from the inbox
create index signals_report on signals (report) where report is not null;

create table hotline_orders (
  -- the key of the system that sent it
  hotline text not null,
  no text not null,
  report uuid primary key,
  kind text not null check (kind in ('consult', 'help', 'complaint', 'suggestion', 'report')),
  urgent boolean not null,
  confidential boolean not null,
  -- of what was sent: the same again is the same order, other words under its number are refused
  digest bytea not null,
  area text not null,
  received_at timestamptz not null,
  reply_by timestamptz not null,
  answered_at timestamptz,
  answer text,
  verdict jsonb,
  unique (hotline, no)
);
create index hotline_orders_open on hotline_orders (reply_by, report) where answered_at is null;
create index hotline_orders_received on hotline_orders (received_at desc, report);

create table hotline_asks (
  id uuid primary key,
  report uuid not null references hotline_orders (report),
  what text not null check (what in ('return', 'extension')),
  reason text not null,
  until timestamptz,
  state text not null check (state in ('asked', 'granted', 'refused', 'void')),
  by_name text not null,
  at timestamptz not null,
  note text,
  answered_at timestamptz
);
-- one question at a time
create unique index hotline_asks_open on hotline_asks (report) where state = 'asked';
create index hotline_asks_report on hotline_asks (report, at);

create table hotline_messages (
  -- the key of its message in the outbox
  key text primary key,
  report uuid not null references hotline_orders (report),
  -- its place among those of its order: two of one moment are told apart, and a receiver sees what it missed
  seq int not null,
  what text not null,
  at timestamptz not null,
  state text not null check (state in ('waiting', 'sent', 'failed')),
  receipt text,
  error text,
  settled_at timestamptz
);
create unique index hotline_messages_report on hotline_messages (report, seq);
