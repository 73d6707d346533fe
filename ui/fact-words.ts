import { type FactView, factKinds } from '../contract/fact.ts'
import { periodWords } from '../contract/period-words.ts'
import { dateTime, duration, number } from './format.ts'
import type { Lang } from './kept-lang.ts'
import { en } from './messages/en.ts'
import { zh } from './messages/zh.ts'
import { packName, type WordKind } from './pack-words.ts'
import { fill, t } from './t.ts'

/** The words of a fact: one sentence, and whether it changed a state (filled dot). */
export type FactWords = { text: string; dot: 'state' | 'fact' }

/** Body keys whose values are codes; the words stand in the messages under `<prefix>.<code>`. */
const coded: Readonly<Record<string, readonly string[]>> = {
  severity: ['severity'],
  colour: ['warning-colour'],
  role: ['role'],
  clock: ['clock'],
  verb: ['verb'],
  source: ['source'],
  reason: ['reason'],
  why: ['because'],
  outcome: ['outcome'],
  channel: ['channel'],
  answer: ['answer'],
  from: ['grade', 'severity'],
  to: ['grade'],
  grade: ['grade'],
  kind: ['evidence.did', 'mute.kind'],
  cause: ['cleared'],
  protocol: ['protocol'],
  foundBy: ['found-by'],
  how: ['letter.how'],
}

/** The same of one kind of fact only, where a key means another scale. */
const codedOf: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  'camera-gate.set': { to: ['gate-to'] },
  'object.risk-changed': { from: ['risk'], to: ['risk'] },
}

/** Body keys whose codes belong to a pack, by the table their words stand in. */
const packed: Readonly<Record<string, WordKind>> = {
  name: 'commands',
  reading: 'readings',
  rule: 'rules',
  type: 'types',
  plan: 'packs',
}

const tables = { 'zh-CN': zh, en }

function wordOf(prefixes: readonly string[], code: string, lang: Lang): string | null {
  const table: Readonly<Record<string, string>> = tables[lang]
  for (const prefix of prefixes) {
    const found = table[`${prefix}.${code}`]
    if (found) return found
  }
  return null
}

const isWords = (value: unknown): value is { zh: string; en: string } =>
  typeof value === 'object' && value !== null && 'zh' in value && 'en' in value

/** A part of a template in `[]` is written only when all its values are there; a unit may be none. */
const withoutEmptyParts = (template: string, values: Record<string, string>): string =>
  template.replace(/\[([^\]]*)\]/g, (_, part: string) =>
    Array.from(part.matchAll(/\{(\w+)\}/g)).every(([, name]) => name === 'unit' || values[name ?? '']) ? part : '',
  )

function wordsOf([kind, key]: [string, string], value: unknown, lang: Lang, now: number): string {
  if (value === null || value === undefined) return ''
  if (key === 'tookS' && typeof value === 'number') return duration(value * 1000, lang)
  if (typeof value === 'number') return number(value)
  if (isWords(value)) return lang === 'en' ? value.en : value.zh
  if (typeof value !== 'string') return ''
  if (key === 'period' || key === 'quarter') return periodWords(value)[lang === 'en' ? 'en' : 'zh']
  if (/^\d{4}-\d\d-\d\dT\d\d:\d\d/.test(value)) return dateTime(value, now, lang)
  const prefixes = codedOf[kind]?.[key] ?? coded[key]
  const pack = packed[key]
  return (prefixes && wordOf(prefixes, value, lang)) ?? (pack && packName(pack, value, lang)) ?? value
}

/** Who did it, by name; devices and the platform by kind. */
export function actorWords(actor: FactView['actor']): string {
  if (actor.name) return actor.name
  return actor.kind === 'person' ? actor.id : t(`by.${actor.kind}`)
}

/** "周敏 · 寸滩街道 · 平安法治岗" for the second line of a timeline entry; a name the sentence already holds is not said again. */
export function actorPlace(actor: FactView['actor'], sentence = ''): string {
  const name = actor.kind === 'system' ? t('by.system') : (actor.name ?? '')
  return [sentence.includes(name) ? '' : name, actor.unitName, actor.postName].filter(Boolean).join(' · ')
}

/**
 * By which rule there is an alarm: its limit is not the one a reader knows of the reading. A rule without a name is not told by its
 * code; where nothing was measured, such as of a device that is silent, what is so is what its rule says, once.
 */
function sayRule(body: FactView['body'], values: Record<string, string>): void {
  if (body.value === null && values.rule) values.reading = values.rule
  if (body.value === null || values.rule === body.rule) values.rule = ''
}

/**
 * Renders a fact from its kind and body with the templates of the contract: codes become words, moments city time, seconds a length.
 * A kind this build does not know (a newer server) is shown by its name rather than dropped.
 */
export function factWords(fact: Pick<FactView, 'kind' | 'body' | 'actor'>, lang: Lang, now: number): FactWords {
  const kind = fact.kind in factKinds ? factKinds[fact.kind as keyof typeof factKinds] : null
  if (!kind) return { text: fact.kind, dot: 'fact' }
  const values: Record<string, string> = {}
  for (const [key, value] of Object.entries(fact.body)) values[key] = wordsOf([fact.kind, key], value, lang, now)
  values.by ||= actorWords(fact.actor)
  // A plan that was changed here goes by its own version, as its case names it; one that came with its pack by the pack's.
  if (kind === factKinds['event.dispatched'] && Number(fact.body.planVersion) > 0) values.version = values.planVersion ?? ''
  sayRule(fact.body, values)
  // the template already says the unit of these two: "用时 {tookS} 秒"
  const template = (lang === 'en' ? kind.en : kind.zh).replace('{tookS} 秒', '{tookS}').replace('{tookS} s', '{tookS}')
  return { text: fill(withoutEmptyParts(template, values), values), dot: kind.dot }
}
