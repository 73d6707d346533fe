-- why: the risk of an object asks what waits for a decision about it.
create index signals_object_waiting on signals (object) where object is not null and state in ('waiting', 'snoozed');
