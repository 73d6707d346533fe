-- why: the indicators of a day or a year cost what was filed, open, ended or due in it, not all cases there ever were

create index events_unclosed on events (opened_at) where closed_at is null;
create index work_orders_lead_due on work_orders (finish_by, event) where role = 'lead' and finish_by is not null;
