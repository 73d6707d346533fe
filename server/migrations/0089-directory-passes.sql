-- why: a directory of thousands of rows is taken in passes; one that was cut off is known as begun, and goes on when it comes again
alter table directory_syncs
  -- set by the last pass: until then it is not taken
  alter column taken_at drop not null,
  -- of the pass that was committed last: who goes on from there saw it, everybody else looks again
  add column pass uuid;
-- one from a clock that was wrong shuts out none of those that follow
update directory_syncs set at = taken_at where at > taken_at + interval '5 minutes';
