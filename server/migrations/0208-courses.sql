-- why: what is measured at a place came from somewhere: what flows where between objects is data, so that causes can be looked for upstream
create table courses (
  upstream text not null references objects (id),
  downstream text not null references objects (id),
  -- what flows (contract/course-kinds.ts)
  kind text not null,
  -- how long it takes; null: nobody knows
  minutes int check (minutes >= 0),
  made_at timestamptz not null,
  made_by text not null,
  primary key (downstream, upstream),
  check (upstream <> downstream)
);
create index courses_upstream on courses (upstream);
