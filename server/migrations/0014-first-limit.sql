-- why: every rung of the ladder wrote over the accept limit, so nobody could say whether the first one had been kept
alter table work_orders add column rung_by timestamptz;
update work_orders set rung_by = accept_by where step > 0;
update work_orders w set accept_by = (f.body ->> 'acceptBy')::timestamptz
  from facts f where w.step > 0 and f.kind = 'work-order.asked' and f.body ->> 'order' = w.id::text;
-- why: orders sent back by a check had lost that their people had been there
update work_orders set state = 'arrived' where state = 'accepted' and arrived_at is not null;
