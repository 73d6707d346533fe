-- why: the wall, the leader's phone and a check-up count all that stands open; in a large city most of it is parked, and its figures are read off the index alone
create index events_open_figures on events (state, grade, area, type, id, exercise) where state in ('open', 'handling', 'checking', 'suspended', 'parked');
create index work_orders_sent_back on work_orders (event) where state in ('returned', 'arbitration');
-- the same index twice since 0008
drop index events_merged_into;
-- how many vitals of each track are in which state heads every list of them; their definitions are wide
create index vitals_tracks on vitals (home, board, track, state);
