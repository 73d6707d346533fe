-- why: packs come as signed files into the running city, are upgraded, rolled back, switched off, and have settings of districts

-- whose signature counts; a second administrator confirms each
create table pack_publishers (
  key text primary key,
  name text not null,
  public_key text not null,
  state text not null check (state in ('waiting', 'trusted', 'refused', 'withdrawn')),
  asked_by text not null references persons,
  asked_at timestamptz not null,
  decided_by text references persons,
  decided_at timestamptz
);

create table pack_releases (
  pack text not null,
  no int not null check (no > 0),
  -- as its publisher counts
  version int not null,
  -- the pack as its file says, and the rules that come into force with it (local changes merged in)
  body jsonb not null,
  rules jsonb not null,
  -- the signed file as it came; null: what came with the platform
  file text,
  key text,
  publisher text,
  state text not null check (state in ('waiting', 'live', 'retired', 'discarded')),
  note text not null,
  -- what was in force when it was merged: release (0: what came with the platform, or nothing) and version of the rules
  based_on int not null,
  rules_on int not null,
  asked_by text not null references persons,
  asked_at timestamptz not null,
  published_by text references persons,
  published_at timestamptz,
  retired_at timestamptz,
  turn bigint unique,
  primary key (pack, no)
);
create unique index pack_releases_live on pack_releases (pack) where state = 'live';
create unique index pack_releases_waiting on pack_releases (pack) where state = 'waiting';

-- what a city (area '') or a district changed of a pack without touching the pack
create table pack_tunings (
  pack text not null,
  area text not null,
  off boolean not null default false,
  settings jsonb not null default '{}',
  changed_by text not null references persons,
  changed_at timestamptz not null,
  turn bigint not null unique,
  primary key (pack, area)
);

create function last_turn() returns bigint language sql stable as $$
  select greatest(
    (select coalesce(max(turn), 0) from pack_versions),
    (select coalesce(max(turn), 0) from pack_releases),
    (select coalesce(max(turn), 0) from pack_tunings))
$$;

create or replace function turn_in_force() returns bigint language plpgsql volatile as $$
begin
  perform pg_advisory_xact_lock_shared(7426);
  return last_turn();
end $$;
