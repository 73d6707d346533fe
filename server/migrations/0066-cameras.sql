-- why: platforms of cameras tell what their cameras noticed; what each label means here is for the city to say, and a person confirms it

-- protocols are named in contract/gateway.ts
alter table senders drop constraint if exists senders_protocol_check;
alter table signals drop constraint signals_source_check;
alter table signals add constraint signals_source_check check (source in ('sensor', 'camera', 'grid', 'citizen', 'seat', 'hotline'));

-- Who is registered (GB/T 28181, GA/T 1400): from which address, until when, and when it last said that it is alive.
create table camera_platforms (
  protocol text not null,
  number text not null,
  peer text not null,
  since timestamptz not null,
  until timestamptz not null,
  last_at timestamptz not null,
  listed_at timestamptz,
  primary key (protocol, number)
);

-- The cameras of a platform as it listed them; a place only where the sender's system of coordinates is known.
create table cameras (
  protocol text not null,
  number text not null,
  camera text not null,
  name text,
  status text,
  lon double precision,
  lat double precision,
  area text,
  seen_at timestamptz not null,
  primary key (protocol, number, camera)
);

-- What a label of a camera means: an event type, or nothing (null). `grade` null: that of the type. One row of a label holds at a time.
create table camera_labels (
  id uuid primary key,
  protocol text not null,
  label text not null,
  type text,
  grade text,
  least double precision check (least between 0 and 1),
  window_s int not null,
  note text not null,
  made_by text not null,
  made_at timestamptz not null,
  ended_at timestamptz
);
create unique index camera_labels_now on camera_labels (protocol, label) where ended_at is null;

-- What cameras noticed: `n` times within the window of its label it is one. Its signal bears the same id.
create table suspicions (
  id uuid primary key,
  protocol text not null,
  number text not null,
  camera text not null,
  camera_name text,
  label text not null,
  type text not null,
  grade text,
  words text,
  confidence double precision,
  object text,
  area text not null,
  lon double precision not null,
  lat double precision not null,
  demo boolean not null,
  n int not null,
  first_at timestamptz not null,
  last_at timestamptz not null,
  received_at timestamptz not null
);
create index suspicions_camera on suspicions (protocol, number, camera, label, last_at desc);
create index suspicions_lately on suspicions (protocol, number, received_at);

-- Every single time, so that what comes twice counts once, and no label nobody knows is lost.
create table sightings (
  protocol text not null,
  number text not null,
  digest bytea not null,
  camera text not null,
  label text not null,
  words text,
  at timestamptz not null,
  received_at timestamptz not null,
  outcome text not null check (outcome in ('suspicion', 'ignored', 'unsure', 'unknown', 'held')),
  suspicion uuid,
  area text not null,
  primary key (protocol, number, digest)
);
create index sightings_unknown on sightings (label) where outcome = 'unknown';
create index sightings_received on sightings (received_at);

-- What the standard's own numbers and the commonest words mean here; an administrator changes it. Numbers of GB/T 28181: method/type.
insert into camera_labels (id, protocol, label, type, grade, least, window_s, note, made_by, made_at)
select gen_random_uuid(), n.protocol, n.label, n.type, null, n.least, n.window_s, n.note, '出厂', current_timestamp
from (values
  ('gb28181', '2/1', 'cameras.fault', null::float8, 86400, '视频丢失'),
  ('gb28181', '2/2', 'cameras.fault', null, 86400, '防拆'),
  ('gb28181', '2/3', null, null, 86400, '存储满：由视频平台处理'),
  ('gb28181', '2/4', null, null, 86400, '高温：由视频平台处理'),
  ('gb28181', '2/5', null, null, 86400, '低温：由视频平台处理'),
  ('gb28181', '5/2', null, null, 600, '运动目标：太多，不处理'),
  ('gb28181', '5/5', 'cameras.intrusion', null, 600, '绊线'),
  ('gb28181', '5/6', 'cameras.intrusion', null, 600, '入侵'),
  ('gb28181', '5/8', null, null, 600, '徘徊：只涉及人员，不处理'),
  ('gb28181', '5/9', null, null, 600, '流量统计：不是报警'),
  ('gb28181', '5/11', 'cameras.fault', null, 86400, '视频异常'),
  ('gb28181', '6', null, null, 86400, '存储设备故障：由视频平台处理'),
  ('gb28181', '烟火', 'cameras.smoke', null, 1800, '智能识别'),
  ('gb28181', '暴露垃圾', 'city.garbage', null, 7200, '智能识别'),
  ('gb28181', '占道经营', 'city.street-vending', null, 3600, '智能识别'),
  ('gb28181', '渣土车未密闭', 'cameras.truck-uncovered', null, 600, '智能识别'),
  ('gat1400', '烟火', 'cameras.smoke', 0.6, 1800, '智能识别'),
  ('gat1400', '暴露垃圾', 'city.garbage', 0.6, 7200, '智能识别'),
  ('gat1400', '占道经营', 'city.street-vending', 0.6, 3600, '智能识别'),
  ('gat1400', '渣土车未密闭', 'cameras.truck-uncovered', 0.6, 600, '智能识别')
) as n(protocol, label, type, least, window_s, note);
