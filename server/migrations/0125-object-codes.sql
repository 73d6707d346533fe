-- why: a plate with a code hangs at an object (消防码, 风险码): whoever scans it sees what may be told and reports what is wrong

create table object_codes (
  id uuid primary key,
  -- ten characters of base 32 by chance: knowing one says nothing of another
  code text not null unique,
  object text not null references objects,
  issued_at timestamptz not null,
  issued_by text not null,
  posted_at timestamptz,
  posted_by text,
  posted_where text,
  posted_file uuid references files,
  ended_at timestamptz,
  end_reason text,
  -- a new code took its turn; else it ended without one
  renewed boolean not null default false,
  check ((posted_at is null) = (posted_where is null)),
  check (not renewed or ended_at is not null)
);
-- one code in force an object
create unique index object_codes_live on object_codes (object) where ended_at is null;
create index object_codes_object on object_codes (object, issued_at);

-- what the register lists and counts by; follows object_codes in the same transaction
alter table objects add column code_state text not null default 'none' check (code_state in ('none', 'issued', 'posted'));

-- photos and papers of an object itself: seen by whoever reads the register there
alter table files add column object text references objects;
