-- why: inspections and patrols of objects are recorded, what they find becomes a hazard, and what is due can be reckoned

-- 1-ingest: since when an inspection of a pack is in force here; before that nothing of it was due
create table inspection_plans (
  kind text not null,
  plan text not null,
  since timestamptz not null,
  primary key (kind, plan)
);

-- 1-ingest: one inspection that was done. `done_at`: when on the phone, never later than it was received
create table inspections (
  id uuid primary key,
  object text not null,
  kind text not null,
  pack text not null,
  plan text not null,
  area text not null,
  unit text not null,
  person text not null,
  done_at timestamptz not null,
  received_at timestamptz not null,
  -- by item: answer, value, text, files
  answers jsonb not null,
  -- items that were faulty
  faults smallint not null,
  note text,
  demo boolean not null default false
);
create index inspections_of_object on inspections (object, plan, done_at desc);
create index inspections_by_area on inspections (area text_pattern_ops, done_at desc);

alter table files add column inspection uuid;
create index files_inspection on files (inspection) where inspection is not null;

-- 3-event: what makes an event a hazard: where, what was found, how
create table hazards (
  event uuid primary key,
  object text not null,
  type text not null,
  -- item and inspection it was found by; null: by somebody who was not inspecting
  plan text,
  item text,
  inspection uuid,
  found_by text not null check (found_by in ('inspection', 'officer', 'report', 'sensor')),
  found_at timestamptz not null,
  -- how often it was seen again while it was open
  seen_again integer not null default 0,
  -- what the register is told once it is mended: {detail, fine}
  sets jsonb
);
create index hazards_of_object on hazards (object, type, item);

alter table signals drop constraint signals_source_check;
alter table signals add constraint signals_source_check
  check (source in ('sensor', 'camera', 'grid', 'citizen', 'seat', 'hotline', 'inspection'));
