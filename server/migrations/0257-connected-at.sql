-- why: whether values are told in time is asked of a vital from the moment it was connected, whatever was changed of it since

-- null: it came connected (seed); then its first value says since when, or its registration
alter table vitals add column connected_at timestamptz;
update vitals v set connected_at = m.at
from (select subject, max(recorded_at) as at from facts
      where kind = 'vital.moved' and body->>'from' = 'catalogued' and body->>'to' = 'connected' group by subject) m
where m.subject = v.code;
