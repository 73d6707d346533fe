-- why: a firm that answers for an object (maintenance, property) is no person: its name is told in full, a person's stays masked

alter table object_charges add column outside_firm boolean not null default false;
alter table object_charges add check (not outside_firm or outside_name is not null);
