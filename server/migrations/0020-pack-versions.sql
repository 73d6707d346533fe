-- why: rules (later plans and silences) are changed while the city runs: as versions that a second person publishes, and that every process follows between two batches

create table pack_versions (
  kind text not null check (kind in ('rules', 'plan', 'silence')),
  pack text not null,
  no int not null check (no > 0),
  body jsonb not null,
  state text not null check (state in ('draft', 'waiting', 'live', 'retired', 'discarded')),
  note text not null,
  -- what it was made from; 0: what the pack came with
  based_on int not null,
  -- who wrote on it, the first of them began it: none of them publishes it
  authors text[] not null,
  made_at timestamptz not null,
  changed_at timestamptz not null,
  -- why nothing could be tried on it before it was published
  untried text,
  published_by text,
  published_at timestamptz,
  retired_at timestamptz,
  -- one more with every publication: what a process compares to know whether it is behind
  turn bigint unique,
  primary key (kind, pack, no)
);
create unique index pack_versions_live on pack_versions (kind, pack) where state = 'live';

alter table alarms add column rules_version int not null default 0;
alter table alarm_changes add column rules_version int not null default 0;
alter table alarm_changes add column cause text check (cause in ('withdrawn'));

-- Holds what is in force until the transaction ends, and answers its turn. A function sees what was committed while it waited for the
-- lock, which one statement would not.
create function turn_in_force() returns bigint language plpgsql volatile as $$
begin
  perform pg_advisory_xact_lock_shared(7426);
  return (select coalesce(max(turn), 0) from pack_versions);
end $$;
