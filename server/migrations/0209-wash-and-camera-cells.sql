-- why: a gate tells whether a truck was washed before it left, and cameras are drawn on the map

-- What the gate saw when it left; null: the gate does not tell.
alter table tickets add column washed boolean;
create index tickets_unwashed on tickets (pack, opened_at) where not washed;

-- The cell of a camera, as of an object (migration 0110): all of a tile lie in one range.
alter table cameras
  add column cell bigint generated always as (map_cell(lon, lat)) stored;
create index cameras_cell on cameras (cell);
