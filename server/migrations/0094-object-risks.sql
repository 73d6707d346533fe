-- why: the risk of an object is reckoned from what is known of it, with its reasons and since when, instead of standing as it was seeded

create table object_risks (
  object text primary key,
  kind text not null,
  -- version and fingerprint of the model it was reckoned by
  model text not null,
  score double precision not null,
  level text not null check (level in ('red', 'orange', 'yellow', 'blue', 'green')),
  -- 1 red … 5 green: the worst first
  rank smallint not null,
  unknown smallint not null,
  indicators smallint not null,
  -- since when it has this level, and when it was reckoned last
  since timestamptz not null,
  rated_at timestamptz not null,
  -- how bad each indicator is that is known, 0 … 1; floors that hold, since when
  scores jsonb not null,
  floors jsonb not null default '{}',
  worsens_at timestamptz,
  worsens_to text,
  -- when it is looked at again although nothing happens: its timer is set anew only when this changes
  look_at timestamptz
);
create index object_risks_worst on object_risks (rank, score desc, object);

-- a level stands in no index of objects: with room on the page writing it touches none of them
alter table objects set (fillfactor = 85);
