-- why: whom a hazard threatens is known household by household before anything happens, and counted household by household when it does
create table households (
  id uuid primary key,
  object text not null references objects (id),
  door text not null,
  head text not null,
  persons int not null check (persons between 1 and 99),
  in_charge text,
  help text,
  ended_at timestamptz,
  demo boolean not null default false
);
create index households_object on households (object) where ended_at is null;

-- household, who counted and the note go when the case is over; the numbers stay for the review
create table evacuations (
  id uuid primary key,
  event uuid not null,
  household uuid,
  persons int not null,
  told boolean not null,
  gone int not null check (gone >= 0),
  refused int not null check (refused >= 0),
  missing int not null check (missing >= 0),
  at timestamptz not null,
  counted_by text,
  counted_name text,
  check (gone + refused + missing <= persons)
);
create unique index evacuations_household on evacuations (event, household) where household is not null;
create index evacuations_event on evacuations (event);
