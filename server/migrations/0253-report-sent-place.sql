-- why: a report that names an object lies where the object stands; what the phone said is kept beside it and decides nothing

alter table reports
  add column sent_lon double precision,
  add column sent_lat double precision,
  add constraint reports_sent_place check ((sent_lon is null) = (sent_lat is null));
