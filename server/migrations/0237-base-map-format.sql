-- why: a base map may come as GeoJSON too, which is laid into tiles here; what is wrong with one is said with its place

alter table base_maps
  add column format text not null default 'pmtiles' check (format in ('pmtiles', 'geojson')),
  add column fault_at text;
