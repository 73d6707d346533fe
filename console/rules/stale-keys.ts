import type { FactView } from '../../contract/fact.ts'

/** The beginning of a query key: everything below it is read anew. */
export type StaleKey = readonly string[]

const byNoun: Readonly<Record<string, readonly string[]>> = {
  alarm: ['signals', 'points', 'map', 'object', 'muted-alarms', 'mutes', 'checks'],
  mute: ['mutes', 'muted-alarms'],
  command: ['object'],
  object: ['inspections', 'objects', 'object', 'risks', 'risk-objects', 'object-risk', 'points', 'map'],
  report: ['signals'],
  signal: ['signals'],
  suspicion: ['vetting'],
  'camera-gate': ['vetting'],
  inspection: ['inspections'],
  hazard: ['hazards', 'letters'],
  letter: ['hazards', 'letters'],
  exercise: ['exercises', 'events', 'event-page', 'points', 'map'],
  event: ['concerns', 'exercises', 'hazards', 'events', 'event-page', 'signals', 'points', 'map', 'checks'],
  notice: ['concerns'],
  'lead-request': ['concerns'],
  'work-order': ['exercises', 'events', 'event-page', 'checks'],
  evidence: ['checks'],
  way: ['ways', 'checks'],
  review: ['reviews', 'review'],
  'base-map': ['base-maps'],
  check: ['events', 'event-page', 'checks'],
  unit: ['admin'],
  post: ['admin'],
  person: ['admin'],
  appointment: ['admin', 'duty'],
  duty: ['duty'],
  call: ['duty'],
  plan: ['plans'],
  rules: ['rules', 'packs', 'pack'],
  pack: ['packs', 'pack', 'rules', 'words'],
  publisher: ['publishers'],
  // values as they are told, what is silent, and the event one opened
  vital: ['vitals', 'vital', 'vital-tasks'],
  vitals: ['vitals', 'vital', 'vital-told'],
  'business-item': ['items'],
  'special-app': ['items'],
  warning: ['warnings', 'warning'],
}

/**
 * Which reads a fact makes old. Lists by the noun of the fact, single things by the ids in its subject and body. A fact nobody shows
 * (somebody signed in) makes nothing old.
 */
export function staleKeys(fact: Pick<FactView, 'kind' | 'subject' | 'body'>): StaleKey[] {
  const noun = fact.kind.split('.')[0] ?? ''
  const lists = (byNoun[noun] ?? []).map((name): StaleKey => [name])
  const id = (key: string): string | null => (typeof fact.body[key] === 'string' ? fact.body[key] : null)
  const event = id('event')
  const signal = id('signal')
  const object = id('object')
  return [
    ...lists,
    ...(event ? [['event', event] as const] : []),
    // An alarm or a command of the object an open event stands on is a line of that event's timeline.
    ...(object && (noun === 'alarm' || noun === 'command') ? [['event'] as const, ['series'] as const] : []),
    ...(signal ? [['signal', signal] as const] : []),
    ...(noun === 'event' && event === null ? [['event', fact.subject] as const] : []),
    ...(noun === 'event' || noun === 'work-order' ? [['signal'] as const] : []),
  ]
}
