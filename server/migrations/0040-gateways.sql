-- why: devices of field protocols speak under numbers of their own, and what they sent must be readable again after a codec is mended

-- 1-ingest: under which number of a protocol a device is known. `code`: what it proves itself with (JT/T 808: given at registration;
-- HJ 212, SL 651: its password), null: nothing is asked. `terminal`: which one registered under the number first (JT/T 808). `crs`: the system of its positions.
create table senders (
  protocol text not null check (protocol in ('jt808', 'hj212', 'sl651', 'gb26875')),
  number text not null,
  device text not null references devices,
  code text,
  terminal text,
  crs text,
  primary key (protocol, number)
);
create index senders_device on senders (device);

-- Every frame as it came, by the day; `verdict` is what became of it.
create table frames (
  at timestamptz not null,
  id uuid not null,
  protocol text not null,
  number text,
  device text,
  area text,
  peer text not null,
  raw bytea not null,
  verdict text not null
) partition by range (at);
create table frames_default partition of frames default;
create index frames_newest on frames (protocol, at desc, id desc);

-- How many came and what became of them, by the hour, `kept` of them as they came; `area` is empty where nobody knows whose they were.
create table frame_counts (
  hour timestamptz not null,
  protocol text not null,
  verdict text not null,
  area text not null,
  n bigint not null,
  kept bigint not null,
  last_at timestamptz not null,
  primary key (hour, protocol, verdict, area)
);
