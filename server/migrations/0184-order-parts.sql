-- why: a unit that assists is told what it has to do by the words of the plan, on its phone with the order

-- 5-work: the part of an assisting unit (分工) as the plan names it, {"zh", "en"}; null: the lead, or asked by a person
alter table work_orders add column part jsonb;
