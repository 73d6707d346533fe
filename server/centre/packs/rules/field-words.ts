import { risks } from '../../../../contract/scales.ts'
import { isDuration } from '../../../../contract/time.ts'
import type { Words } from '../../../../contract/words.ts'
import { codedFields, fieldLabels, ownIds, valueLabels } from './field-labels.ts'

export type Plain = Readonly<Record<string, unknown>>
/** What ids are called, by id. */
export type Names = ReadonlyMap<string, Words>

export const isPlain = (value: unknown): value is Plain => typeof value === 'object' && value !== null && !Array.isArray(value)
export const isWords = (value: unknown): value is Words =>
  isPlain(value) && typeof value.zh === 'string' && typeof value.en === 'string'

const same = (text: string): Words => ({ zh: text, en: text })
export const both = (parts: readonly Words[], zh: string, en: string): Words => ({
  zh: parts.map((one) => one.zh).join(zh),
  en: parts.map((one) => one.en).join(en),
})

/** What a thing of a pack is called by itself; null: it has no name. */
export const nameOf = (thing: unknown): Words | null => {
  if (!isPlain(thing)) return null
  return [thing.name, thing.title].find(isWords) ?? null
}

/** What a field below another is called: its label, else what its id is called, else the id itself. */
export function fieldName(field: string, names: Names, below = ''): Words {
  const own = names.get(field) ?? same(field)
  return ownIds.has(below) ? own : (fieldLabels[field] ?? valueLabels[field] ?? own)
}

/** The names that count inside a thing: where it speaks of a column, those of that column's choices first. */
export function namesWithin(thing: unknown, names: Names): Names {
  const detail = isPlain(thing) && typeof thing.detail === 'string' ? `${thing.detail}.` : null
  if (detail === null) return names
  const own = [...names].flatMap(([id, name]) => (id.startsWith(detail) ? [[id.slice(detail.length), name] as const] : []))
  return own.length > 0 ? new Map([...names, ...own]) : names
}

/** Every id of these values with what it is called (a choice as `column.choice`); one called differently in two places has no name. */
export function namesIn(values: readonly unknown[]): Map<string, Words> {
  const found = new Map<string, Words | null>()
  const put = (id: string, name: Words): void => {
    const known = found.get(id)
    found.set(id, known === undefined || known?.zh === name.zh ? name : null)
  }
  const walk = (value: unknown, below = ''): void => {
    if (Array.isArray(value)) for (const one of value) walk(one)
    if (!isPlain(value) || isWords(value)) return
    // A kind of object is known by its `kind`; elsewhere that says what sort of thing it is.
    const [id, own] = [value.details ? value.kind : value.id, nameOf(value)]
    if (typeof id === 'string' && own) put(id, own)
    for (const [field, one] of Object.entries(value)) {
      const name = nameOf(one)
      if (name) put(field, name)
      if (name && below === 'details') put(columnOf(field), name)
      if (isPlain(one) && isPlain(one.choices))
        for (const [choice, words] of Object.entries(one.choices)) if (isWords(words)) put(`${field}.${choice}`, words)
      if (isWords(one) && below === 'groups') put(field, one)
      walk(one, field)
    }
  }
  walk(values)
  return new Map([...found].flatMap(([id, name]) => (name ? [[id, name] as const] : [])))
}

const units: readonly [RegExp, string, string][] = [
  [/ms$/, ' 毫秒', ' ms'],
  [/s$/, ' 秒', ' s'],
  [/m$/, ' 分钟', ' min'],
  [/h$/, ' 小时', ' h'],
  [/d$/, ' 天', ' d'],
]

const colours: ReadonlySet<string> = new Set(risks)
/** A column and an indicator may have one id and two names. */
const columnOf = (detail: string): string => `detail ${detail}`

function textWords(text: string, names: Names, field: string): Words {
  if (field === 'after' && /^0\D/.test(text)) return { zh: '立即', en: 'at once' }
  if (isDuration(text)) {
    const [, zh, en] = units.find(([unit]) => unit.test(text))!
    const n = text.replace(/\D+$/, '')
    return { zh: `${n}${zh}`, en: `${n}${en}` }
  }
  const [own, ours] = [(field === 'detail' ? names.get(columnOf(text)) : undefined) ?? names.get(text), valueLabels[text]]
  const coded = codedFields.has(field) || colours.has(text)
  return (coded ? (ours ?? own) : (own ?? ours)) ?? same(text)
}

export const isNone = (value: unknown): boolean =>
  value === undefined || value === null || value === '' || (typeof value === 'object' && Object.keys(value).length === 0)

/** A value in words: one line, whatever it is; `field`: where it stands. Things with a name inside a list are their names. */
export function valueWords(value: unknown, names: Names, field = ''): Words {
  if (isNone(value)) return { zh: '无', en: 'none' }
  if (typeof value === 'boolean') return value ? { zh: '是', en: 'yes' } : { zh: '否', en: 'no' }
  if (isWords(value)) return value
  if (typeof value === 'string') return textWords(value, names, field)
  if (typeof value === 'number') return same(String(value))
  if (Array.isArray(value)) return listWords(value, names, field)
  return fieldsWords(value as Plain, names, field)
}

function listWords(list: readonly unknown[], names: Names, field: string): Words {
  if (list.every(Array.isArray)) return { zh: `${list.length} 个点`, en: `${list.length} points` }
  const words = list.map((one) => nameOf(one) ?? valueWords(one, names, field))
  return list.some((one) => isPlain(one) && !isWords(one)) ? both(words, '；', '; ') : both(words, '、', ', ')
}

const unsaid = new Set(['name', 'title', 'id'])

/** The fields of a thing beside its name, in one line: `权重 30，分组 坝体`; `field`: what it stands in. */
export function fieldsWords(thing: Plain, around: Names, below = ''): Words {
  const names = namesWithin(thing, around)
  const told = Object.entries(thing).filter(([field, value]) => !unsaid.has(field) && !isNone(value))
  return both(
    told.map(([field, value]) => both([labelIn(field, value, { names, below }), inside(value, names, field)], ' ', ' ')),
    '，',
    ', ',
  )
}

/** Fields of fields stand in brackets, so that nobody takes them for those around. */
function inside(value: unknown, names: Names, field: string): Words {
  const words = valueWords(value, names, field)
  const deep =
    (isPlain(value) && !isWords(value)) ||
    (Array.isArray(value) && value.some((one) => isPlain(one) && !isWords(one) && !nameOf(one)))
  return deep ? { zh: `〔${words.zh}〕`, en: `[${words.en}]` } : words
}

/** `from` is where an indicator looks, and the number a step begins at. */
const labelIn = (field: string, value: unknown, { names, below }: { names: Names; below: string }): Words =>
  field === 'from' && typeof value !== 'object' ? { zh: '起', en: 'from' } : fieldName(field, names, below)
