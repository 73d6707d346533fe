-- why: what is learned of a grave case, a near miss, a point with events again and again or a return that was overruled is kept, and what follows from it is done

create sequence review_numbers;
create table reviews (
  id uuid primary key,
  no int not null default nextval('review_numbers'),
  -- one review of a case, for whatever reasons; null: about a vital nobody did anything about
  event uuid unique references events,
  object text,
  vital text,
  vital_area text,
  title text not null,
  area text not null,
  reasons text[] not null check (cardinality(reasons) > 0),
  state text not null check (state in ('open', 'filled', 'discussed', 'acting', 'closed', 'reopened')),
  went_well text not null default '',
  gaps jsonb not null default '{}',
  filled_by text,
  filled_name text,
  filled_at timestamptz,
  discussed_at timestamptz,
  closed_at timestamptz,
  closed_name text,
  opened_at timestamptz not null,
  changed_at timestamptz not null,
  version int not null default 1,
  demo boolean not null default false
);
create index reviews_area on reviews (area text_pattern_ops, opened_at desc);
create index reviews_newest on reviews (opened_at desc, id);
create unique index reviews_vital on reviews (vital, vital_area) where vital is not null and state <> 'closed';

create table review_actions (
  id uuid primary key,
  review uuid not null references reviews,
  kind text not null check (kind in ('rule', 'threshold', 'plan', 'duty-list', 'setting', 'other')),
  words text not null,
  unit text not null,
  unit_name text not null,
  due timestamptz not null,
  state text not null check (state in ('running', 'closed', 'handed-over')),
  by_person text not null,
  by_name text not null,
  made_at timestamptz not null,
  -- the fact that shows the change: its kind, position, and what it said
  proof jsonb,
  note text,
  done_at timestamptz,
  done_name text,
  overdue_at timestamptz
);
create index review_actions_review on review_actions (review, made_at);
