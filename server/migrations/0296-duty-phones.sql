-- why: a town that asks about a number of the city's rings the desk of the unit that answers for it; the phone in somebody's pocket is theirs, and only who answers for their area may ask for it
alter table units add column duty_phone text;
-- units of the demo get invented numbers: none of 023 begins with 0
update units u set duty_phone = '023-0' || lpad(n.n::text, 7, '0')
from (select id, row_number() over (order by id) as n from units where demo and kind in ('city-centre', 'district-centre', 'town-centre', 'department')) n where n.id = u.id;
