-- why: a page of what stands open is its newest fifty; without an order of their own all twenty-two thousand of a large city were read and sorted for it
create index events_open_newest on events (opened_at desc, id desc) where state in ('open', 'handling', 'checking', 'suspended', 'parked');
-- calls of the last minutes to a unit's posts: by person alone every person of the city was looked at
create index notices_post on notices (post, made_at);
