-- why: in a storm the red goes first everywhere, and what has to be dropped is counted by name

-- 1-ingest: messages that could be kept nowhere, by device and hour
create table shed (
  hour timestamptz not null,
  device text not null,
  kind text not null,
  reason text not null,
  n int not null,
  first_at timestamptz not null,
  last_at timestamptz not null,
  area text,
  primary key (hour, device, kind, reason)
);

-- kernel: what is urgent leaves before what waited longer
alter table outbox add column urgent boolean not null default false;
create index outbox_urgent on outbox (urgent desc, next_at) where state = 'waiting';
