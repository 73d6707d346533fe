-- why: what a person holds, and what nobody holds yet, is counted with every list of events; parked ones are most of what stands open in a large city
create index work_orders_held on work_orders (accepted_by) where state in ('asked', 'accepted', 'arrived', 'suspended', 'returned', 'arbitration');
