-- why: vitals are counted from readings as they come in; what came since the last look is found by its transaction, without reading a day of them

-- Rows from before have none: they are read when a vital is counted for the first time. Null costs no rewrite of the partitions.
alter table readings add column tx bigint;
alter table readings alter column tx set default (pg_current_xact_id()::text::bigint);
-- Transactions stand in the order of the rows: a few bytes for 32 pages, where a tree would double what a reading costs.
create index readings_tx on readings using brin (tx) with (pages_per_range = 32, autosummarize = on);

-- How far a vital is counted from readings: of all transactions below `tx`. While what was there before `begun` is taken in, `device` is the last one
-- that was looked at.
alter table vital_counts add column tx bigint, add column begun bigint, add column device text;
