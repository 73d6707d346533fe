-- why: who may answer a change that waits for a second person is told, and what they were told goes when it is answered

-- the requests a notice is about that still wait, and what asked for them at once
alter table notices add column requests uuid[], add column batch uuid;
create index notices_requests on notices using gin (requests) where cancelled_at is null;
create index notices_batch on notices (batch) where batch is not null and cancelled_at is null;
-- of packs some wait already, told in the very moment they were asked for
update notices n set requests = array[r.id] from pack_requests r
  where r.state = 'waiting' and r.asked_at = n.made_at and n.cancelled_at is null
    and n.kind = case r.what when 'off' then 'pack-off-asked' else 'pack-tune-asked' end;
