-- why: what citizens said of a case is looked for by the moment they said it, among millions of orders that have no verdict

create index hotline_orders_verdicts on hotline_orders ((verdict->>'at')) where verdict->>'satisfied' is not null;
