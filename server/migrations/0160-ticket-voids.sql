-- why: a ticket written by mistake is voided with a reason by a person; it stays readable and counts nowhere

alter table tickets
  add column void_at timestamptz,
  add column void_by text,
  add column void_name text,
  add column void_reason text,
  add check ((void_at is null) = (void_reason is null));
