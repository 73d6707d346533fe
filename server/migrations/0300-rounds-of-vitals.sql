-- why: who keeps the newest numbers of high areas in memory asked for the versions of thousands of rows to know that nothing had changed
create table vital_rounds (
  round bigint generated always as identity primary key,
  -- the families one round of the roll-up wrote or took away, as three lists of one length: their vital, parent and period
  vitals int[] not null,
  parents text[] not null,
  periods timestamptz[] not null
);
