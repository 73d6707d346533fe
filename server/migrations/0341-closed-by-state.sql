-- why: cases closed within a day were found by when they ended and by all 101,000 that were ever closed, 7 ms of a core for a number of ten
drop index events_closed;
create index events_closed on events (closed_at, state) where closed_at is not null;
