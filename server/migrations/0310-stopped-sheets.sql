-- why: a sheet of values that is being taken can be stopped, by who sent it or by a desk of their area, and says where it stands
alter table vital_sheets
  -- code of the area the sender stood for; null: sent before this was kept, or of no area as a whole
  add column area text,
  -- the line of the last row that was looked at
  add column at_row int,
  -- when its last part was looked at
  add column moved_at timestamptz,
  add column stopped_at timestamptz,
  -- the person who stopped it
  add column stopped_by text;
create index vital_sheets_open on vital_sheets (started_at) where ended_at is null;
