/** Pieces of the queries that find what must not be. */

export const atWork = `('asked', 'accepted', 'arrived', 'suspended')`
export const over = `('closed', 'merged', 'false-alarm', 'self-handled')`
/** The order `w` has this clock running. */
export const timer = (name: string): string => `exists (select 1 from timers t where t.key = 'wo-${name}:' || w.id)`
/** It has rung for the order `w`. */
export const rang = (clock: string, due: string): string =>
  `exists (select 1 from facts f where f.kind = 'work-order.overdue' and f.body ? 'order' and f.body->>'order' = w.id::text
     and f.body->>'clock' = '${clock}' and (f.body->>'due')::timestamptz = w.${due})`
