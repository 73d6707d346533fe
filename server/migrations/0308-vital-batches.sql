-- why: values told together may be rolled up in two rounds: a formula over them is judged when the last is in, so each that waits says what it came with
alter table vital_changes add column tx xid8 not null default pg_current_xact_id();
