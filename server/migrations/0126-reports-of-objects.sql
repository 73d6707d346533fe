-- why: a report behind the code of an object, or by somebody who chose one, names that object: its case stands on it and counts in its risk
alter table reports add column object text references objects;
