-- why: evidence of several devices is weighed, and not every camera is believed equally
alter table devices add column credibility real not null default 1 check (credibility between 0 and 1);
