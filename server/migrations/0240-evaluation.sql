-- why: a year of cases was read and judged line by line whenever somebody looked at 办理评价; now every case is judged when something happens to it, and counted

-- What one case adds to the figures: one row for each rate it stands in and each length of time of it. Judged anew with every fact of the case.
create table evaluation_lines (
  event uuid not null,
  -- a rate, a length of time, `defect …` (what was wrong with a closing), or `point` (an event at an object)
  figure text not null,
  -- of a rate 1 or 0: does it count; of a length its step in minutes
  part int not null,
  day date not null,
  area text not null,
  unit text,
  type text not null,
  source text,
  object text,
  -- when its case was opened: lists stand by it
  opened timestamptz not null,
  -- not done yet and not late: counts as late from then on, unless something happens before. Null: it counts
  due timestamptz
);
create index evaluation_lines_event on evaluation_lines (event);
create index evaluation_lines_day on evaluation_lines (day);
create index evaluation_lines_area on evaluation_lines (area text_pattern_ops, day);
create index evaluation_lines_due on evaluation_lines (due) where due is not null;
create index evaluation_lines_objects on evaluation_lines (day) where object is not null;

-- The same lines, counted for the city and its divisions by month, in all and by unit, type and source: what a year of the city is read from.
create table evaluation_counts (
  area text not null,
  month date not null,
  by text not null check (by in ('all', 'unit', 'type', 'source')),
  of text not null,
  figure text not null,
  part int not null,
  n int not null,
  primary key (area, by, figure, month, of, part)
);

-- Cases that are late, or will be when nothing happens: where their time went up to `since`, in ms, and where it goes now.
create table evaluation_late (
  event uuid primary key,
  day date not null,
  due timestamptz not null,
  area text not null,
  unit text,
  type text not null,
  source text,
  opened timestamptz not null,
  accepting bigint not null,
  working bigint not null,
  waiting bigint not null,
  checking bigint not null,
  running text check (running in ('accepting', 'working', 'waiting', 'checking')),
  since timestamptz not null
);
create index evaluation_late_day on evaluation_late (day);
create index evaluation_late_area on evaluation_late (area text_pattern_ops, day);

-- How far cases from before are judged, the newest first; cases opened before `opened_at` are still to come.
create table evaluation_history (
  one boolean primary key default true check (one),
  opened_at timestamptz not null,
  event uuid not null,
  done boolean not null
);
