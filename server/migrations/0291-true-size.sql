-- why: at the true size, lists that wait for somebody walked all orders there ever were, each signal's neighbours all that wait, and counts of risk whole rows of objects
create index work_orders_live on work_orders (unit) where state in ('asked', 'accepted', 'arrived', 'returned', 'arbitration', 'suspended', 'submitted');
create index signals_waiting_place on signals (lon, lat) where state in ('waiting', 'snoozed');
-- what counts of objects are grouped and narrowed by, read off the index alone
create index objects_figures on objects (id) include (kind, town, area, duty_unit, maintainer_unit) where valid_to is null;
