-- why: formulas open events too: the number that was judged last is remembered, and those that open are found at each roll-up

alter table vital_marks add column value float8;
create index vitals_opening_formulas on vitals (id) where definition ? 'opens' and definition->>'aggregation' = 'formula';
