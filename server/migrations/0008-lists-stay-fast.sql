-- why: a list, a search or the wall costs what is open or what its page holds, however many events the years have brought

-- One character and two characters of a text, small letters: Chinese has no spaces to cut words at, and pg_trgm is not in every
-- PostgreSQL and needs three. Every text that holds the words also holds all their grams; asked are those of `least_size` only,
-- because two characters imply each of them.
create function grams(words text, least_size int) returns text[] language sql immutable parallel safe cost 1000 as $$
  select coalesce(array_agg(distinct substr(lower(words), i, n)), '{}')
  from generate_series(1, length(words)) i cross join generate_series(least_size, 2) n where i + n - 1 <= length(words)
$$;

-- newest first within a city, a district, a town: the page is read off the index
drop index events_opened;
create index events_newest on events (opened_at, id);
create index events_district on events (split_part(area, '/', 2), opened_at, id);
create index events_town on events (split_part(area, '/', 3), opened_at, id);
create index events_community on events (split_part(area, '/', 4));
-- the rare ones among many
create index events_grade on events (grade, opened_at, id);
create index events_type on events (type, opened_at, id);
create index events_state on events (state, opened_at, id);
create index events_open_area on events (area text_pattern_ops) where state not in ('closed', 'merged', 'false-alarm', 'self-handled');
create index events_closed on events (closed_at) where closed_at is not null;
create index events_object on events (object) where object is not null;
create index events_merged on events (merged_into) where merged_into is not null;
create index events_no on events (no text_pattern_ops);
create index events_words on events using gin (grams(title || ' ' || coalesce(address, ''), 1));

create index signals_received on signals (received_at, id);
create index signals_decided on signals (decided_at) where decided_at is not null;
create index work_orders_accepted on work_orders (accepted_at) where accepted_at is not null;
create index work_orders_unaccepted on work_orders (accept_by) where accepted_at is null;
create index disputes_open on disputes (made_at, id) where decided_at is null;
create index quarantine_waiting on quarantine (received_at, id) where decided_at is null;
create index area_counts_day on area_counts (day, area text_pattern_ops) include (name, n);
