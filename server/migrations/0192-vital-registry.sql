-- why: a registry is kept by people: whose a vital is decides who changes it, and what is being written holds for nobody before it is published
-- the area whose registry it stands in; null: the city's
alter table vitals add column home text;

create table vital_drafts (
  vital int primary key references vitals (id),
  -- the version it was begun from
  version int not null,
  definition jsonb not null,
  by text not null,
  at timestamptz not null
);
