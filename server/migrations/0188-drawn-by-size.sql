-- why: a tile far out read and sorted every road and pond of its ground to draw the large ones, and a vehicle's week was read whole to keep one position in thirty

-- Degrees of latitude: the longer side of a feature's bounds, as `reach` holds them.
alter table scene_features
  add column size double precision generated always as (greatest(width(reach), height(reach))) stored;

-- What zooms 12 and 13 draw as itself (server/centre/tiles/rules/scene-zoom.ts asks for at least so much); nearer nearly everything is drawn.
create index scene_features_reach_12 on scene_features using gist (reach) where live and size >= 0.002;
create index scene_features_reach_13 on scene_features using gist (reach) where live and size >= 0.0007;

-- Houses and roads are never told as points: half of what the old index held.
drop index scene_features_cell;
create index scene_features_cell on scene_features (cell) include (kind, area, lon, lat)
  where live and kind <> 'footprint' and kind <> 'road';

-- Where a vehicle was is found without its readings: only the few that are drawn are read.
create index readings_places on readings (device, at) where values ? 'lon' and values ? 'lat' and quality <> 'suspect';
