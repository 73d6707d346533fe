-- why: a city files its cases by its own catalogue, whose conditions and limits change while it runs; an event keeps those it was opened by
create table catalogues (
  version int primary key,
  body jsonb not null,
  source text not null,
  made_at timestamptz not null,
  made_by text not null
);
alter table events add column opened_by jsonb;
