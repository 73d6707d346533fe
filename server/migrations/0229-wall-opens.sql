-- why: a panel nobody opens for a month is asked after; what is counted is the tile and the area, never who opened it
create table wall_opens (
  -- code of the area whose wall it was
  area text not null,
  tile text not null,
  day date not null,
  n int not null,
  primary key (area, tile, day)
);
