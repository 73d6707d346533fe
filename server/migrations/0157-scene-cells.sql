-- why: tiles of scene features count a range of one index, as those of objects do; a kind that is not rated yet is told apart on the map

-- The middle of a feature's bounds in degrees, out of what the index of reach holds: its strip taken away, the scale of longitudes undone.
create function reach_lon(reach box) returns double precision language sql immutable strict parallel safe as $$
  select ((center(reach))[0] - 1000 * round((center(reach))[0] / 1000)) / 0.8660254
$$;

alter table scene_features
  add column lon double precision generated always as (reach_lon(reach)) stored,
  add column lat double precision generated always as ((center(reach))[1]) stored,
  add column cell bigint generated always as (map_cell(reach_lon(reach), (center(reach))[1])) stored;

create index scene_features_cell on scene_features (cell) include (kind, area, lon, lat) where live;

-- An object of a kind a model rates stands as it was registered until it is rated for the first time; the map says "not rated" till then.
alter table objects add column rated boolean not null default false;
update objects set rated = true where id in (select object from object_risks);
drop index objects_cell;
drop index objects_town;
create index objects_cell on objects (cell) include (risk, rated, kind, area, lon, lat) where valid_to is null;
create index objects_town on objects (town, risk) include (kind, area, rated) where valid_to is null;
