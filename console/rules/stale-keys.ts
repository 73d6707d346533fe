import type { FactKind, FactView } from '../../contract/fact.ts'

/** The beginning of a query key: everything below it is read anew. */
export type StaleKey = readonly string[]

/** What a fact is about: `work-order` of `work-order.accepted`. */
type Noun = FactKind extends `${infer noun}.${string}` ? noun : never

/** Of every noun there is, so that a new one is not forgotten. */
const byNoun: Readonly<Record<Noun, readonly string[]>> = {
  alarm: ['signals', 'points', 'map', 'object', 'muted-alarms', 'mutes', 'checks'],
  mute: ['mutes', 'muted-alarms'],
  sensor: ['doubts', 'object'],
  supply: ['object'],
  command: ['object'],
  object: ['inspections', 'objects', 'object', 'risks', 'risk-objects', 'object-risk', 'points', 'map'],
  'object-code': ['objects', 'object', 'plates'],
  device: ['objects', 'object', 'cameras', 'gateways'],
  'scene-layer': ['scene', 'map'],
  'base-map': ['base-maps'],
  report: ['signals'],
  signal: ['signals'],
  hotline: ['hotline', 'signals'],
  suspicion: ['vetting'],
  camera: ['vetting', 'cameras'],
  'camera-gate': ['vetting'],
  'camera-label': ['cameras'],
  'camera-subscription': ['cameras'],
  ticket: ['vetting'],
  haul: ['vetting'],
  'haul-baseline': ['vetting'],
  inspection: ['inspections', 'risks', 'risk-objects', 'object-risk'],
  hazard: ['hazards', 'letters'],
  letter: ['hazards', 'letters'],
  exercise: ['exercises', 'events', 'event-page', 'points', 'map'],
  event: ['concerns', 'exercises', 'hazards', 'events', 'event-page', 'signals', 'points', 'map', 'checks'],
  notice: ['concerns'],
  'lead-request': ['concerns'],
  'work-order': ['exercises', 'events', 'event-page', 'checks'],
  evidence: ['checks'],
  // These name their event, and stand nowhere but at it.
  receipt: [],
  reporter: [],
  evacuation: [],
  household: [],
  'case-file': [],
  way: ['ways', 'checks'],
  review: ['reviews', 'review'],
  check: ['events', 'event-page', 'checks'],
  unit: ['admin'],
  post: ['admin'],
  person: ['admin'],
  appointment: ['admin', 'duty'],
  account: ['admin'],
  directory: ['admin'],
  key: ['admin'],
  calendar: ['calendar'],
  areas: ['area-changes', 'vitals', 'vital'],
  catalogue: ['words'],
  duty: ['duty'],
  call: ['duty'],
  plan: ['plans'],
  rules: ['rules', 'packs', 'pack'],
  pack: ['packs', 'pack', 'rules', 'words'],
  publisher: ['publishers'],
  // values as they are told, what is silent, and the event one opened
  vital: ['vitals', 'vital', 'vital-entry', 'vital-tasks', 'vital-doubts', 'vital-requests'],
  'vital-sheet': ['vital-value-sheets', 'vital-value-sheet'],
  'vital-track': ['vital-tracks', 'vitals', 'vital'],
  vitals: ['vitals', 'vital', 'vital-told', 'vital-doubts', 'vital-reporting'],
  'check-up': ['check-ups'],
  target: ['targets'],
  'target-plan': ['targets'],
  balance: ['balance', 'balance-differences', 'kpis'],
  'business-item': ['items'],
  'special-app': ['items'],
  warning: ['warnings', 'warning'],
  wall: ['walls'],
  sender: ['senders'],
  'mapped-feed': ['feeds', 'mapped-feeds'],
  delivery: ['feeds', 'quarantine'],
  work: ['stuck'],
  // Nobody shows these.
  session: [],
  personal: [],
  demo: [],
  // Kept by each for themselves, and read again by who saves one.
  'event-view': [],
}

/**
 * Which reads a fact makes old. Lists by the noun of the fact, single things by the ids in its subject and body. A fact nobody shows
 * (somebody signed in) makes nothing old.
 */
export function staleKeys(fact: Pick<FactView, 'kind' | 'subject' | 'body'>): StaleKey[] {
  const noun = fact.kind.split('.')[0] ?? ''
  const lists = ((byNoun as Record<string, readonly string[] | undefined>)[noun] ?? []).map((name): StaleKey => [name])
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
