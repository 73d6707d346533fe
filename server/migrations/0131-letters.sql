-- why: whoever owns what is faulty is told in writing what to mend until when, and what became of it is on record (整改通知书)

create sequence letter_numbers;

-- 5-work: a letter of correction about a hazard
create table letters (
  id uuid primary key,
  no text not null unique,
  event uuid not null,
  object text not null,
  area text not null,
  -- who is told: a charge of the object, or the owner as the register names it; outside people need no account
  charge uuid,
  recipient text not null,
  demand text not null,
  basis jsonb not null,
  consequence jsonb,
  state text not null check (state in ('issued', 'delivered', 'refused', 'kept', 'not-kept', 'withdrawn')),
  issued_at timestamptz not null,
  issued_by text not null,
  issued_name text not null,
  unit text not null,
  due_at timestamptz not null,
  first_due_at timestamptz not null,
  extended integer not null default 0,
  -- how and when it came to them, or that they would not take it
  delivered_at timestamptz,
  delivered_how text,
  delivered_note text,
  overdue_at timestamptz,
  ended_at timestamptz,
  ended_by text,
  ended_note text,
  version integer not null default 1,
  demo boolean not null default false
);
create unique index letters_open on letters (event) where state in ('issued', 'delivered', 'refused');
create index letters_of_event on letters (event, issued_at desc);
create index letters_by_area on letters (area text_pattern_ops, issued_at);
