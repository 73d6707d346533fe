-- why: a change is tried on recorded days before it may wake anybody: what it would have done is kept beside it

create table backtests (
  id uuid primary key,
  kind text not null check (kind in ('rules', 'plan', 'silence')),
  pack text not null,
  version int,
  body jsonb not null,
  prefixes text[] not null,
  from_at timestamptz not null,
  to_at timestamptz not null,
  state text not null default 'waiting' check (state in ('waiting', 'running', 'done', 'failed', 'cancelled')),
  objects_done int not null default 0,
  objects_all int,
  result jsonb,
  error text,
  asked_by text not null,
  asked_at timestamptz not null,
  ended_at timestamptz
);
create index backtests_pack on backtests (pack, asked_at desc);
create index backtests_waiting on backtests (asked_at) where state in ('waiting', 'running');
