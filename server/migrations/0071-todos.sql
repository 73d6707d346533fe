-- why: what an order asks of a person stands in the office portal too, is told there once and in its order, and goes when it is over
create table todos (
  id uuid primary key,
  work_order uuid not null,
  event uuid not null,
  person text not null,
  state text not null check (state in ('open', 'done', 'withdrawn')),
  -- its place among the messages of this to-do
  seq int not null default 1,
  -- what is on its way to the portal; null: the portal knows, or gave up on
  sending text,
  told text,
  receipt text,
  error text,
  made_at timestamptz not null,
  changed_at timestamptz not null
);
create unique index todos_open on todos (work_order, person) where state = 'open';
