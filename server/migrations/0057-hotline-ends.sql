-- why: an order the hotline took back is over, a disputed end is not answered twice, and the desk's counts cost what is open or recent
alter table hotline_orders add column returned_at timestamptz;
alter table hotline_orders add column disputed_at timestamptz;
drop index hotline_orders_open;
create index hotline_orders_open on hotline_orders (reply_by, report) where answered_at is null and returned_at is null;
create index hotline_orders_answered on hotline_orders (answered_at) where answered_at is not null;
