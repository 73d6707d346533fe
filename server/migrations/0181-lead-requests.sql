-- why: a district that leads a case of another asks that one directly; refused or unanswered, the city rules, and its word is final

-- 5-work: a request to another district to lead a case (移交请求)
create table lead_requests (
  id uuid primary key,
  event uuid not null references events,
  -- operating districts: a zone is one without being a division
  from_district text not null,
  from_unit text not null,
  to_district text not null,
  to_unit text not null,
  -- where the asked district has its part: its hub is found by it
  to_area text not null,
  state text not null check (state in ('asked', 'arbitration', 'agreed', 'ruled', 'stays', 'withdrawn', 'void')),
  reason text not null,
  -- what is secured and what is not, in the asker's words; and how many pieces the case had
  evidence text not null,
  pieces integer not null,
  asked_by text not null,
  asked_at timestamptz not null,
  answer_by timestamptz not null,
  answered_how text check (answered_how in ('agreed', 'refused', 'silent')),
  answer_reason text,
  answered_at timestamptz,
  rule_by timestamptz,
  ruled_to text,
  ruling text,
  ruled_at timestamptz,
  over_at timestamptz,
  version integer not null default 1,
  demo boolean not null default false
);
create unique index lead_requests_running on lead_requests (event) where state in ('asked', 'arbitration');
create index lead_requests_event on lead_requests (event, asked_at desc);
create index lead_requests_to on lead_requests (to_district, asked_at desc);
create index lead_requests_from on lead_requests (from_district, asked_at desc);
