-- why: units, posts and people come from the staff’s portal under its own numbers and sign in by its tokens; what it lists no more ends with a date
create table directory_entries (
  kind text not null check (kind in ('unit', 'post', 'person', 'appointment')),
  number text not null,
  -- the id of our row; a post that moved gets another
  ours text not null,
  -- sha256 of the row as it was taken last: what is the same again is not looked at
  digest text not null,
  gone_at timestamptz,
  taken_at timestamptz not null,
  primary key (kind, number)
);
create index directory_entries_ours on directory_entries (kind, ours);

create table directory_syncs (
  id uuid primary key,
  -- of the key it came by: below it hangs all of it
  unit text not null references units (id),
  mode text not null check (mode in ('full', 'changes')),
  -- when the portal wrote it
  at timestamptz not null,
  digest text not null,
  taken_at timestamptz not null,
  counts jsonb not null,
  refused jsonb not null
);
create index directory_syncs_at on directory_syncs (at desc);

-- a token of the portal opens one session; only its hash stays, for a day
create table portal_tokens (
  hash bytea primary key,
  spent_at timestamptz not null
);
create index portal_tokens_spent on portal_tokens (spent_at);
