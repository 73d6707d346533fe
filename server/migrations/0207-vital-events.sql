-- why: a vital outside its normal range opens the event it names, by the hold and hysteresis of the rules, once for a vital and area

-- what the judging of a vital remembers of an area: as a rule of a device does
create table vital_marks (
  vital text not null,
  area text not null,
  -- the newest period that was judged
  period timestamptz not null,
  -- a value stands in it: null withdrew it
  told boolean not null,
  -- values before that of the period: what a hold is counted by
  n int not null,
  -- the memory before the value of the period (a correction is judged by it again), and after it
  before jsonb not null,
  state jsonb not null,
  primary key (vital, area)
);

-- the vital an event is about, and the area it is told of
alter table events add column vital text;
alter table events add column vital_area text;
create index events_about_vital on events (vital, vital_area, opened_at) where vital is not null;
