-- why: a base map is brought in by who keeps the city's data, with whose it is and what may be done with it, not by who may write on the server's disk

-- centre/tiles/basemap; the bytes lie in DATA_DIR/base-maps
create table base_maps (
  id uuid primary key,
  area text not null,
  name text not null,
  source text not null,
  licence text not null,
  attribution text not null,
  as_of date not null,
  crs text not null,
  bytes bigint not null,
  received bigint not null default 0,
  state text not null check (state in ('arriving', 'ready', 'live', 'former', 'refused')),
  fault text,
  head jsonb,
  made_at timestamptz not null,
  made_by text,
  made_name text,
  live_at timestamptz,
  live_name text
);
create unique index base_maps_live on base_maps (area) where state = 'live';
