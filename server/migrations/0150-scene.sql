-- why: a town's map shows what a crew looks for: water, hydrants, roads, shelters, footprints with heights; layers are taken whole and can be brought back

create table scene_layers (
  id text primary key,
  area text not null,
  name text not null,
  -- the state in force
  version int not null,
  demo boolean not null default false,
  unique (area, name)
);
create table scene_versions (
  layer text not null references scene_layers on delete cascade,
  version int not null,
  source text not null,
  crs text not null,
  as_of date not null,
  schematic boolean not null,
  -- kind → how many
  counts jsonb not null,
  features int not null,
  -- west, south, east, north
  bounds double precision[] not null check (array_length(bounds, 1) = 4),
  taken_at timestamptz not null,
  -- null: it came with the demo
  taken_by text,
  primary key (layer, version)
);
create table scene_features (
  id bigint generated always as identity primary key,
  layer text not null references scene_layers on delete cascade,
  version int not null,
  live boolean not null,
  kind text not null,
  name text not null,
  area text not null,
  geometry jsonb not null,
  details jsonb not null default '{}',
  -- metres above the ground, of footprints
  height double precision check (height > 0 and height <= 1000),
  -- its bounds in degrees, longitudes scaled to lengths and moved to the strip of its kind (server/city/scene/rules/reach.ts)
  reach box not null
);
-- in a box, and the nearest of a kind: one index for both
create index scene_features_reach on scene_features using gist (reach) where live;
create index scene_features_layer on scene_features (layer, version);
