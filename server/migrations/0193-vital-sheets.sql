-- why: a sheet of two hundred thousand values is taken part by part; how far it is, and which rows were not taken, outlives the request
create table vital_sheets (
  id text primary key,
  person text not null,
  name text not null,
  columns text[] not null,
  face jsonb not null,
  rows int not null,
  done int not null default 0,
  taken int not null default 0,
  blank int not null default 0,
  refused int not null default 0,
  started_at timestamptz not null,
  ended_at timestamptz
);

-- the rows that were not taken, to be mended and sent again; only so many are kept, all are counted
create table vital_sheet_faults (
  sheet text not null references vital_sheets (id) on delete cascade,
  n int not null,
  cells text[] not null,
  code text not null,
  details jsonb not null,
  primary key (sheet, n)
);
