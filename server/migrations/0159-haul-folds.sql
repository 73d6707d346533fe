-- why: a district that entered no permits must not get one signal for each truck: findings beyond an hourly budget are kept under one notice

create table haul_folds (
  signal uuid primary key references signals,
  pack text not null,
  check_id text not null,
  district text not null,
  why text not null check (why in ('budget', 'no-permits', 'no-tickets')),
  first_at timestamptz not null
);
create index haul_folds_of on haul_folds (pack, check_id, district, first_at desc);

create table haul_folded (
  finding uuid primary key references haul_findings,
  signal uuid not null references haul_folds,
  at timestamptz not null
);
create index haul_folded_signal on haul_folded (signal, at desc);
