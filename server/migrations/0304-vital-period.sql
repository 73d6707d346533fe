-- why: a case of a vital that was closed as done was opened again by the next change of the very period it was about
alter table events add column vital_period text;
