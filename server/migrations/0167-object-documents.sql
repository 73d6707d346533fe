-- why: plans, licences, test reports and contracts of an object are kept with it, each version, and told of before they expire

-- one row a version of a paper; `document` is the same for all versions of one
create table object_documents (
  id uuid primary key,
  document uuid not null,
  version int not null check (version > 0),
  object text not null references objects,
  kind text not null,
  title text not null,
  -- the last day it is valid
  valid_until date,
  file uuid not null references files,
  made_at timestamptz not null,
  made_by text not null,
  -- another version took its place
  superseded_at timestamptz,
  withdrawn_at timestamptz,
  withdrawn_by text,
  reason text,
  unique (document, version),
  check ((withdrawn_at is null) = (reason is null)),
  check (superseded_at is null or withdrawn_at is null)
);
create index object_documents_object on object_documents (object, made_at);
create index object_documents_due on object_documents (valid_until)
  where superseded_at is null and withdrawn_at is null and valid_until is not null;

-- the paper a notice is about
alter table notices add column document uuid;
create index notices_document on notices (document) where document is not null;
