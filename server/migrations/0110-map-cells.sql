-- why: a tile of the map is one range of an index instead of a look at every object, and counts of towns read no text apart

-- Bits of a number below 2^24 with a gap after each: two of them interleave to one key (Z-order).
create function spread_bits(v bigint) returns bigint language sql immutable strict parallel safe as $$
  select (e | (e << 1)) & 6148914691236517205 from
    (select (d | (d << 2)) & 3689348814741910323 as e from
      (select (c | (c << 4)) & 1085102592571150095 as d from
        (select (b | (b << 8)) & 71777214294589695 as c from
          (select (v | (v << 16)) & 281470681808895 as b) b) c) d) e
$$;

-- The cell of a WGS-84 point at zoom 24 of the Web Mercator pyramid (2.4 m at the equator), as a quadkey: all of a tile z/x/y lie in one range.
create function map_cell(lon double precision, lat double precision) returns bigint language sql immutable strict parallel safe as $$
  select spread_bits(least(16777215, greatest(0, floor((lon + 180) / 360 * 16777216)))::bigint)
    | (spread_bits(least(16777215, greatest(0, floor((1 - asinh(tan(radians(least(85.0511287798, greatest(-85.0511287798, lat))))) / pi()) / 2 * 16777216)))::bigint) << 1)
$$;

alter table objects
  add column cell bigint generated always as (map_cell(lon, lat)) stored,
  add column town text generated always as (split_part(area, '/', 3)) stored;

create index objects_cell on objects (cell) include (risk, kind, area, lon, lat) where valid_to is null;
create index objects_town on objects (town, risk) include (kind, area) where valid_to is null;
create index objects_duty_unit on objects (duty_unit) where duty_unit is not null;
create index objects_maintainer_unit on objects (maintainer_unit) where maintainer_unit is not null;
