import {
  type AppState,
  appStates,
  type ItemState,
  type ItemTier,
  itemStates,
  itemTiers,
} from '../contract/business-item-kinds.ts'
import type { Grade, Risk } from '../contract/scales.ts'
import { type SignalSource, signalSources } from '../contract/signal-sources.ts'
import { type TargetLight, targetLights } from '../contract/target-kinds.ts'
import type { vitalStandings } from '../contract/vital-kinds.ts'
import { adminTabs } from './screens/admin/admin-tabs.ts'
import { levels } from './screens/risk/levels.ts'

/** What stands behind `?` in the address: plain words, so that a link can be read and typed. */
export type Search = Readonly<Record<string, string>>

/** `?area=50/500105/&grade=major` → an object of strings. Empty values are left out. */
export function readSearch(text: string): Search {
  return Object.fromEntries([...new URLSearchParams(text)].filter(([, value]) => value !== ''))
}

/** The other way round. Slashes of area paths stay readable; undefined and empty values are left out. */
export function writeSearch(search: Readonly<Record<string, unknown>>): string {
  const params = new URLSearchParams()
  for (const [name, value] of Object.entries(search)) {
    if (value !== undefined && value !== null && value !== '') params.set(name, String(value))
  }
  const text = params.toString().replaceAll('%2F', '/').replaceAll('%2C', ',')
  return text ? `?${text}` : ''
}

export const text = (raw: Readonly<Record<string, unknown>>, name: string, most = 120): string | undefined => {
  const value = raw[name]
  return typeof value === 'string' && value.length > 0 ? value.slice(0, most) : undefined
}

export const oneOf = <const T extends string>(
  raw: Readonly<Record<string, unknown>>,
  name: string,
  all: readonly T[],
): T | undefined => all.find((one) => one === raw[name])

/** Leaves out what is not there, so that addresses stay short. */
export function given<T extends object>(wish: { [K in keyof T]: T[K] | undefined }): Partial<T> {
  return Object.fromEntries(Object.entries(wish).filter(([, value]) => value !== undefined)) as Partial<T>
}

/** A wish to change some of it; undefined takes a value out. */
export type Change<T> = { [K in keyof T]?: T[K] | undefined }

/** What stands in the address after a change. */
export function changed<T extends object>(before: T, next: Change<T>): T {
  return Object.fromEntries(Object.entries({ ...before, ...next }).filter(([, value]) => value !== undefined)) as T
}

/** On every screen: the area that filters everything, as a path (`50/500105/`). */
export type AreaSearch = { area?: string }
export const areaSearch = (raw: Readonly<Record<string, unknown>>): AreaSearch => given({ area: text(raw, 'area', 80) })

export type SignInSearch = { back?: string; refused?: string }
export const signInSearch = (raw: Readonly<Record<string, unknown>>): SignInSearch => {
  const back = text(raw, 'back', 400)
  // Only an address of our own: `//elsewhere` would lead out of the house.
  const refused = text(raw, 'refused', 40)
  return given({ back: back?.startsWith('/') && !back.startsWith('//') ? back : undefined, refused })
}

export type VettingSearch = { view?: 'gates' | 'effect' | 'tickets' }
export const vettingSearch = (raw: Readonly<Record<string, unknown>>): VettingSearch =>
  given({ view: oneOf(raw, 'view', ['gates', 'effect', 'tickets']) })

const inboxViews = ['inbox', 'waiting', 'auto', 'snoozed', 'handled'] as const
export type InboxSearch = { view?: (typeof inboxViews)[number]; source?: SignalSource; id?: string }
export const inboxSearch = (raw: Readonly<Record<string, unknown>>): InboxSearch =>
  given({ view: oneOf(raw, 'view', inboxViews), source: oneOf(raw, 'source', signalSources), id: text(raw, 'id', 40) })

export const eventViews = ['open', 'unit', 'mine', 'overdue', 'checking', 'closed', 'all'] as const
export type EventView = (typeof eventViews)[number]

/** Filters of the list of events; `grade` and `state` may name several, with commas. `saved`: the saved view it was opened by. */
export type EventFilter = {
  view?: EventView
  grade?: string
  state?: string
  type?: string
  board?: string
  /** the cases behind a figure of the evaluation */
  judged?: string
  q?: string
  saved?: string
}
export const eventFilter = (raw: Readonly<Record<string, unknown>>): EventFilter =>
  given({
    view: oneOf(raw, 'view', eventViews),
    grade: text(raw, 'grade', 100),
    state: text(raw, 'state', 200),
    type: text(raw, 'type', 80),
    board: text(raw, 'board', 40),
    judged: text(raw, 'judged', 200),
    q: text(raw, 'q', 80),
    saved: text(raw, 'saved', 80),
  })

export type ObjectSearch = {
  kind?: string
  risk?: (typeof riskWords)[number]
  owner?: 'owned' | 'ownerless'
  coded?: (typeof codeStates)[number]
  q?: string
  view?: 'ended'
  id?: string
}
const codeStates = ['none', 'issued', 'posted'] as const
const riskWords = ['red', 'orange', 'yellow', 'blue', 'green'] as const
export const objectSearch = (raw: Readonly<Record<string, unknown>>): ObjectSearch =>
  given({
    kind: text(raw, 'kind', 60),
    risk: oneOf(raw, 'risk', riskWords),
    owner: oneOf(raw, 'owner', ['owned', 'ownerless'] as const),
    coded: oneOf(raw, 'coded', codeStates),
    q: text(raw, 'q', 60),
    view: oneOf(raw, 'view', ['ended'] as const),
    id: text(raw, 'id', 80),
  })

/** Which plates to print: one object, or what a filter finds; `cursor` is where the batch begins. */
export type PlateSearch = Pick<ObjectSearch, 'kind' | 'risk' | 'owner' | 'q'> & {
  area?: string
  object?: string
  unposted?: 'yes'
  size?: 'a5' | 'a6'
  cursor?: string
}
export const plateSearch = (raw: Readonly<Record<string, unknown>>): PlateSearch => {
  const { kind, risk, owner, q } = objectSearch(raw)
  return given({
    ...{ kind, risk, owner, q, area: text(raw, 'area', 80), object: text(raw, 'object', 80) },
    unposted: oneOf(raw, 'unposted', ['yes'] as const),
    size: oneOf(raw, 'size', ['a5', 'a6'] as const),
    cursor: text(raw, 'cursor', 400),
  })
}

/**
 * `hide`: levels not shown (`4,5`), `kinds` of objects (with commas, none: all), `at`: as it was known then, `span` of the slider, `look`:
 * place and zoom, `side`: what stands beside the map, `layers`: kinds of scene features that are drawn (with commas), `feature`: the one
 * whose card is open, `tilt`: buildings as high as they are, `track`: the vehicle whose way is drawn,
 * `base`: off when the base map is not.
 */
export type MapSearch = {
  pick?: string
  show?: 'objects' | 'events'
  hide?: string
  kinds?: string
  at?: string
  span?: '7d'
  look?: string
  side?: 'areas'
  layers?: string
  feature?: string
  tilt?: 'on'
  track?: string
  base?: 'off'
  cameras?: 'on'
  camera?: string
}
export const mapSearch = (raw: Readonly<Record<string, unknown>>): MapSearch => {
  const [at, hide] = [text(raw, 'at', 30), text(raw, 'hide', 11)]
  return given({
    pick: text(raw, 'pick', 80),
    show: oneOf(raw, 'show', ['objects', 'events'] as const),
    hide: hide && /^[0-5](,[0-5])*$/.test(hide) ? hide : undefined,
    kinds: text(raw, 'kinds', 400),
    at: at && /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(at) ? at : undefined,
    span: oneOf(raw, 'span', ['7d'] as const),
    look: text(raw, 'look', 60),
    side: oneOf(raw, 'side', ['areas'] as const),
    layers: text(raw, 'layers', 120),
    feature: text(raw, 'feature', 18),
    tilt: oneOf(raw, 'tilt', ['on'] as const),
    track: text(raw, 'track', 80),
    base: oneOf(raw, 'base', ['off'] as const),
    cameras: oneOf(raw, 'cameras', ['on'] as const),
    camera: text(raw, 'camera', 160),
  })
}

/** What stands beside the list: the number itself, its registry, a form, sheets, closed periods, what is silent, doubted, told in time, or waits. */
export const vitalSides = ['entry', 'edit', 'new', 'sheet', 'locks', 'tasks', 'doubts', 'reporting', 'tracks', 'waiting'] as const
export type VitalSearch = {
  board?: string
  track?: string
  standing?: Exclude<(typeof vitalStandings)[number], 'all'>
  q?: string
  vital?: string
  side?: (typeof vitalSides)[number]
}
export const vitalSearch = (raw: Readonly<Record<string, unknown>>): VitalSearch =>
  given({
    board: text(raw, 'board', 40),
    track: text(raw, 'track', 40),
    standing: oneOf(raw, 'standing', ['outside', 'normal', 'unknown', 'stale', 'unjudged', 'unconnected'] as const),
    q: text(raw, 'q', 60),
    vital: text(raw, 'vital', 80),
    side: oneOf(raw, 'side', vitalSides),
  })

export type TargetSearch = {
  plan?: string
  quarter?: string
  view?: 'items' | 'indicators'
  list?: string
  light?: TargetLight
  subject?: string
}
export const targetSearch = (raw: Readonly<Record<string, unknown>>): TargetSearch =>
  given({
    ...{ plan: text(raw, 'plan', 60), quarter: text(raw, 'quarter', 6), list: text(raw, 'list', 60) },
    view: oneOf(raw, 'view', ['items', 'indicators'] as const),
    light: oneOf(raw, 'light', targetLights),
    subject: text(raw, 'subject', 60),
  })
export const wallTabs = ['layout', 'playlist', 'push', 'seats', 'unused'] as const
export type WallSearch = { tab?: (typeof wallTabs)[number] }
export const wallSearch = (raw: Readonly<Record<string, unknown>>): WallSearch => given({ tab: oneOf(raw, 'tab', wallTabs) })
/** `type`: the event type that begins an item; `id`: the code of the one that is open. */
export type ItemSearch = {
  part?: 'apps'
  tier?: ItemTier
  unit?: string
  state?: ItemState | AppState
  type?: string
  q?: string
  id?: string
}
export const itemSearch = (raw: Readonly<Record<string, unknown>>): ItemSearch =>
  given({
    part: oneOf(raw, 'part', ['apps'] as const),
    tier: oneOf(raw, 'tier', itemTiers),
    state: oneOf(raw, 'state', [...itemStates, ...appStates]),
    ...{ unit: text(raw, 'unit', 80), type: text(raw, 'type', 80), q: text(raw, 'q', 60), id: text(raw, 'id', 40) },
  })
export const checkUpSearch = (raw: Readonly<Record<string, unknown>>): { area?: string; id?: string } =>
  given({ area: text(raw, 'area', 80), id: text(raw, 'id', 80) })
export const targetReviewSearch = (raw: Readonly<Record<string, unknown>>): { quarter?: string } =>
  given({ quarter: text(raw, 'quarter', 6) })

export type RiskSearch = { view?: 'areas'; kind?: string; level?: Risk; by?: 'desk'; object?: string }
export const riskSearch = (raw: Readonly<Record<string, unknown>>): RiskSearch =>
  given({
    view: oneOf(raw, 'view', ['areas'] as const),
    kind: text(raw, 'kind', 60),
    level: oneOf(raw, 'level', levels),
    by: oneOf(raw, 'by', ['desk'] as const),
    object: text(raw, 'object', 80),
  })

const hazardParts = ['ledger', 'inspections', 'objects', 'sheet'] as const
export type HazardSearch = {
  part?: (typeof hazardParts)[number]
  view?: 'open' | 'overdue' | 'closed'
  hazard?: string
  plan?: string
  month?: string
  pack?: string
}
export const hazardSearch = (raw: Readonly<Record<string, unknown>>): HazardSearch =>
  given({
    part: oneOf(raw, 'part', hazardParts),
    view: oneOf(raw, 'view', ['open', 'overdue', 'closed'] as const),
    ...{
      hazard: text(raw, 'hazard', 40),
      plan: text(raw, 'plan', 120),
      month: text(raw, 'month', 7),
      pack: text(raw, 'pack', 60),
    },
  })

export type DispatchSearch = { show?: 'handovers' }
export const dispatchSearch = (raw: Readonly<Record<string, unknown>>): DispatchSearch =>
  given({ show: oneOf(raw, 'show', ['handovers'] as const) })

export type AdminSearch = { tab?: (typeof adminTabs)[number]; unit?: string; person?: string; kind?: string }
export const adminSearch = (raw: Readonly<Record<string, unknown>>): AdminSearch =>
  given({
    tab: oneOf(raw, 'tab', adminTabs),
    unit: text(raw, 'unit', 80),
    person: text(raw, 'person', 80),
    kind: text(raw, 'kind', 60),
  })

const feedTabs = [
  'feeds',
  'connect',
  'lanes',
  'gateways',
  'mapped',
  'targets',
  'cameras',
  'quiet',
  'hotline',
  'quarantine',
  'stuck',
] as const
/** `view`, `find`: of cameras, the list and what is looked for in it. */
export type FeedSearch = { tab?: (typeof feedTabs)[number]; view?: 'list'; find?: string }
export const feedSearch = (raw: Readonly<Record<string, unknown>>): FeedSearch =>
  given({ tab: oneOf(raw, 'tab', feedTabs), view: oneOf(raw, 'view', ['list'] as const), find: text(raw, 'find', 40) })

export type DutySearch = { post?: string }
export const dutySearch = (raw: Readonly<Record<string, unknown>>): DutySearch => given({ post: text(raw, 'post', 80) })

export type WarningSearch = { view?: 'now' | 'all'; warning?: string }
export const warningSearch = (raw: Readonly<Record<string, unknown>>): WarningSearch =>
  given({ view: oneOf(raw, 'view', ['now', 'all'] as const), warning: text(raw, 'warning', 40) })

const ruleTabs = ['rules', 'changes', 'trial', 'week', 'history'] as const
export type RuleTab = (typeof ruleTabs)[number]
/** `v`: number of the version that is looked at; left out: the one in force. */
export type RulesSearch = { pack?: string; v?: string; tab?: RuleTab; trial?: string }
export const rulesSearch = (raw: Readonly<Record<string, unknown>>): RulesSearch =>
  given({
    pack: text(raw, 'pack', 80),
    v: /^\d{1,6}$/.test(String(raw.v ?? '')) ? String(raw.v) : undefined,
    tab: oneOf(raw, 'tab', ruleTabs),
    trial: text(raw, 'trial', 40),
  })

const planTabs = ['steps', 'changes', 'tiers', 'trial', 'running', 'history'] as const
export type PlanTab = (typeof planTabs)[number]
/** `type`: whose plan; `v`: number of the version that is looked at, the one in force when left out. */
export type PlansSearch = { type?: string; v?: string; tab?: PlanTab; trial?: string }
export const plansSearch = (raw: Readonly<Record<string, unknown>>): PlansSearch =>
  given({
    type: text(raw, 'type', 80),
    v: /^\d{1,6}$/.test(String(raw.v ?? '')) ? String(raw.v) : undefined,
    tab: oneOf(raw, 'tab', planTabs),
    trial: text(raw, 'trial', 40),
  })

/** `begin`: the form is open, for a type or `any`; `object`: where it was opened from. */
export type DrillsSearch = { begin?: string; object?: string }
export const drillsSearch = (raw: Readonly<Record<string, unknown>>): DrillsSearch =>
  given({ begin: text(raw, 'begin', 80), object: text(raw, 'object', 80) })

const packTabs = ['holds', 'settings', 'releases', 'week'] as const
export type PackTab = (typeof packTabs)[number]
/** `release`: number of the release that is looked at. */
export type PacksSearch = { pack?: string; tab?: PackTab; release?: string }
export const packsSearch = (raw: Readonly<Record<string, unknown>>): PacksSearch =>
  given({
    pack: text(raw, 'pack', 80),
    tab: oneOf(raw, 'tab', packTabs),
    release: /^\d{1,6}$/.test(String(raw.release ?? '')) ? String(raw.release) : undefined,
  })

export type CheckSearch = { id?: string }
export const checkSearch = (raw: Readonly<Record<string, unknown>>): CheckSearch => given({ id: text(raw, 'id', 40) })

/** What a why is asked about: one of event, device, reading (`device@moment`) and person; `at` goes with device and person. */
export type WhySearch = { event?: string; device?: string; reading?: string; person?: string; at?: string }
export const whySearch = (raw: Readonly<Record<string, unknown>>): WhySearch =>
  given({
    event: text(raw, 'event', 40),
    device: text(raw, 'device', 80),
    reading: text(raw, 'reading'),
    person: text(raw, 'person', 80),
    at: text(raw, 'at', 40),
  })

/** "extraordinary,major" → the grades it names, unknown words dropped. */
export const gradesIn = (list: string | undefined, known: readonly Grade[]): Grade[] =>
  known.filter((g) => list?.split(',').includes(g) ?? false)

/** Adds or takes out one word of a comma list; undefined when nothing is left. */
export function toggleWord(list: string | undefined, word: string): string | undefined {
  const words = new Set(list?.split(',').filter(Boolean))
  if (!words.delete(word)) words.add(word)
  return words.size > 0 ? [...words].join(',') : undefined
}
