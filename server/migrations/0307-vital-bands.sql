-- why: a case of a vital is told once a period and where its standing or band turns, not at every number: the band is remembered, the number is not
alter table vital_marks drop column value;
alter table vital_marks add column band int;
