-- why: a back-test compares with the rules in force when it ran: once others are, it says nothing of what a publication would change
alter table backtests add column live int;
update backtests b set live = coalesce((
  select v.no from pack_versions v
  where v.kind = 'rules' and v.pack = b.pack and v.published_at <= b.asked_at and (v.retired_at is null or v.retired_at > b.asked_at)
  limit 1), 0)
where b.state = 'done';
