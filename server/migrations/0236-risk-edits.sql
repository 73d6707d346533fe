-- why: who sees a colour get better must see whether somebody looked on the spot or wrote it down at a desk, and why

-- flow/8-risk: changes by hand of what a model rates, until the next rating says what came of them, and after
create table risk_edits (
  object text not null,
  at timestamptz not null,
  fact bigint not null,
  indicators text[] not null,
  floors text[] not null,
  was text,
  level text,
  better boolean not null default false,
  settled_at timestamptz,
  primary key (object, at, fact)
);
create index risk_edits_open on risk_edits (object) where settled_at is null;
create index risk_edits_better on risk_edits (object, settled_at) where better;
