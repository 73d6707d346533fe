-- why: a vital that stays silent is work for whoever answers for it, until a value comes
create table vital_tasks (
  id uuid primary key,
  vital int not null references vitals (id),
  -- the area that tells nothing; of a vital nobody ever told, its home
  area text not null,
  -- the newest period that was told; null: none ever
  told timestamptz,
  -- since when the value after it should have been there
  since timestamptz not null,
  opened_at timestamptz not null,
  ended_at timestamptz,
  -- told: a value came; off: nobody is asked for values of it any more
  ended_by text check (ended_by in ('told', 'off')),
  check ((ended_at is null) = (ended_by is null))
);
create unique index vital_tasks_open on vital_tasks (vital, area) where ended_at is null;

-- the vital a notice is about
alter table notices add column vital text;
create index notices_vital on notices (vital) where vital is not null and cancelled_at is null;
