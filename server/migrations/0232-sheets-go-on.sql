-- why: a sheet of values that a crash cut off goes on where it stood when the same file is sent again under its id
alter table vital_sheets add column digest text;
