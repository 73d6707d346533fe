-- why: a check-up says itself which one it was held against: by the month the one of the month before, asked for the newest
alter table check_ups add column before text references check_ups (id);
-- Those that are there were held against the number before them, and what changed in them says so.
update check_ups c set before = b.id from check_ups b where b.area = c.area and b.no = c.no - 1;
