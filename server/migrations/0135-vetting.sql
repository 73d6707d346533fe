-- why: what several cameras notice of one truck is one matter, looked at by one person; what people say of it moves the gate of each camera

alter table cameras add column model text;

alter table sightings
  -- what the camera read of the thing (a plate), only where the event type names such things
  add column thing text,
  add column confidence double precision,
  add column photo uuid references files on delete set null;
create index sightings_suspicion on sightings (suspicion) where suspicion is not null;

alter table suspicions
  add column thing text,
  add column thing_object text,
  -- how likely it is after all sightings, 0 … 1; null: not weighed
  add column worth double precision,
  -- held: below the gate; open: waits for a look; answered: may still be undone; settled
  add column look text check (look in ('held', 'open', 'answered', 'settled')),
  -- below the gate, looked at all the same, so that the gate can come down again
  add column sampled boolean not null default false,
  add column holder text,
  add column held_until timestamptz,
  add column answer text check (answer in ('real', 'unreal', 'unclear')),
  add column answered_by text,
  add column answered_name text,
  add column answered_at timestamptz,
  add check ((answer is null) = (answered_at is null)),
  add check (look is null or look not in ('answered', 'settled') or answer is not null);
create index suspicions_thing on suspicions (type, thing, last_at desc) where thing is not null;
create index suspicions_look on suspicions (look, worth desc) where look in ('open', 'answered');

-- What people said of the sightings of a camera, by the day of their answer; `told`: the sum of the confidences it had told.
create table camera_answers (
  protocol text not null,
  number text not null,
  camera text not null,
  model text not null,
  type text not null,
  day date not null,
  real int not null default 0,
  unreal int not null default 0,
  told double precision not null default 0,
  primary key (protocol, number, camera, type, day)
);
create index camera_answers_model on camera_answers (protocol, model, type, day);

-- What an administrator said of the gate of a camera: fixed, or learned anew from a day on.
create table camera_gates (
  protocol text not null,
  number text not null,
  camera text not null,
  type text not null,
  fixed double precision check (fixed between 0 and 1),
  since date,
  reason text not null,
  set_by text not null,
  set_at timestamptz not null,
  primary key (protocol, number, camera, type)
);

insert into camera_labels (id, protocol, label, type, grade, least, window_s, note, made_by, made_at)
select gen_random_uuid(), n.protocol, n.label, n.type, null, null, 600, '智能识别，人工复核', '出厂', current_timestamp
from (values
  ('gat1400', '渣土车冒装', 'spoil-truck.overfilled'), ('gat1400', '渣土车撒漏', 'spoil-truck.spilling'), ('gat1400', '渣土车带泥上路', 'spoil-truck.muddy'),
  ('gb28181', '渣土车冒装', 'spoil-truck.overfilled'), ('gb28181', '渣土车撒漏', 'spoil-truck.spilling'), ('gb28181', '渣土车带泥上路', 'spoil-truck.muddy')
) as n(protocol, label, type);
update camera_labels set type = 'spoil-truck.uncovered', least = null where type = 'cameras.truck-uncovered' and ended_at is null and made_by = '出厂';
