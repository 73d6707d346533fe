-- why: an action of a review names the one thing it will change; any later change of the kind was enough to close it

alter table review_actions drop constraint review_actions_kind_check;
alter table review_actions add constraint review_actions_kind_check check (kind in ('rule', 'threshold', 'plan', 'duty-list', 'setting', 'vital', 'other'));
-- What it will change, its name, and how it stood when the action was set. Null: nothing is named; of actions from before this nothing was, and they say so.
alter table review_actions add column target jsonb, add column target_name jsonb, add column stood jsonb;
-- From what to what the change led that closed it.
alter table review_actions add column change jsonb;
