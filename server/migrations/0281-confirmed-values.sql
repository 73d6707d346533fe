-- why: a value a check doubts may be right; whoever told it or answers for it says so, with the reason, and it is asked about no more
create table vital_confirmations (
  vital int not null,
  period timestamptz not null,
  area text not null,
  -- the told value itself: one told later is doubted anew
  value bigint not null,
  reason text not null,
  actor text not null,
  confirmed_at timestamptz not null,
  primary key (vital, period, area, value)
);
