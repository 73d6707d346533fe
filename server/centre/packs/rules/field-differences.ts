import { sameJson } from '../../../../contract/rule-words/same-json.ts'
import type { Words } from '../../../../contract/words.ts'
import {
  both,
  fieldName,
  fieldsWords,
  isNone,
  isPlain,
  isWords,
  type Names,
  nameOf,
  namesWithin,
  type Plain,
  valueWords,
} from './field-words.ts'

/** What a value is, by where it stands: `风险模型 · 指标“浸润线” · 权重`. */
type At = readonly Words[]

/**
 * What changes inside a block of a pack, a line for each field in both languages: what comes, what goes, and of what changes both values.
 * Things of a list are known by their id, never by their place. Pure.
 */
export const fieldDifferences = (before: unknown, after: unknown, names: Names): Words[] =>
  differ([], { before, after, field: '' }, names)

/** Both values of a field; `field`: its name as the pack writes it. */
type Sides = { before: unknown; after: unknown; field: string }

function differ(at: At, { before, after, field }: Sides, names: Names): Words[] {
  if (sameJson(before, after) || (isNone(before) && isNone(after))) return []
  if (isBlock(before) && isBlock(after)) return ofFields(at, { before, after, field }, namesWithin(after, names))
  const things = thingsOf({ before, after })
  if (things) return ofThings(at, things, names)
  if (areBlocks(before) && areBlocks(after) && before.length === after.length)
    return ofPlaces(at, { before, after, field }, names)
  return [line(at, both([valueWords(before, names, field), valueWords(after, names, field)], ' → ', ' → '))]
}

const isBlock = (value: unknown): value is Plain => isPlain(value) && !isWords(value)
/** Holds more than values of its own: it is told field by field. */
const isDeep = (value: unknown): value is Plain =>
  isBlock(value) && Object.values(value).some((one) => (Array.isArray(one) ? one.some(isPlain) : isBlock(one)))
const areBlocks = (value: unknown): value is Plain[] => Array.isArray(value) && value.length > 0 && value.every(isDeep)

const line = (at: At, words: Words): Words => both([both(at, ' · ', ' · '), words], '：', ': ')

function ofFields(
  at: At,
  { before, after, field: below }: { before: Plain; after: Plain; field: string },
  names: Names,
): Words[] {
  const fields = [...new Set([...Object.keys(before), ...Object.keys(after)])]
  return fields.flatMap((field) => {
    const sides = { before: before[field], after: after[field], field }
    if (sameJson(sides.before, sides.after) || (isNone(sides.before) && isNone(sides.after))) return []
    const label = fieldName(field, names, below)
    const things = thingsOf(sides)
    if (things) return ofThings(at, { ...things, label }, names)
    const [was, is] = [sides.before, sides.after]
    if ((was === undefined && isBlock(is)) || (is === undefined && isBlock(was))) return ofWhole(at, { was, is, label }, names)
    return differ([...at, label], sides, names)
  })
}

/** A block that comes or goes as a whole, with everything in it that has a name. */
function ofWhole(at: At, { was, is, label }: { was: unknown; is: unknown; label: Words }, names: Names): Words[] {
  const block = (is ?? was) as Plain
  const own = Object.fromEntries(Object.entries(block).filter(([, value]) => !thingsOf({ before: value, after: value })))
  const inside = is === undefined ? { before: block, after: own, field: '' } : { before: own, after: block, field: '' }
  return [comes(at, { verb: is === undefined ? gone : come, label, thing: own }, names), ...differ([...at, label], inside, names)]
}

type Things = { before: Map<string, unknown>; after: Map<string, unknown>; label?: Words }

/** Things that are known by an id, on both sides; null: it is no list of such. */
function thingsOf({ before, after }: Omit<Sides, 'field'>): Things | null {
  const [was, is] = [thingsIn(before), thingsIn(after)]
  return was && is && was.size + is.size > 0 ? { before: was, after: is } : null
}

function thingsIn(value: unknown): Map<string, unknown> | null {
  if (value === undefined) return new Map()
  if (Array.isArray(value)) {
    const named = value.flatMap((one) => (isPlain(one) && typeof one.id === 'string' ? [[one.id, one] as const] : []))
    return named.length === value.length ? new Map(named) : null
  }
  if (!isBlock(value)) return null
  const entries = Object.entries(value)
  return entries.every(([, one]) => isPlain(one) && !isWords(one) && nameOf(one)) ? new Map(entries) : null
}

const come: Words = { zh: '新增', en: 'new: ' }
const gone: Words = { zh: '去掉', en: 'gone: ' }

function ofThings(at: At, { before, after, label = { zh: '', en: '' } }: Things, names: Names): Words[] {
  const called = (id: string, thing: unknown): Words => {
    const name = nameOf(thing) ?? { zh: id, en: id }
    return { zh: `${label.zh}“${name.zh}”`, en: `${label.en} ${name.en}`.trim() }
  }
  const only = (these: Map<string, unknown>, others: Map<string, unknown>) => [...these].filter(([id]) => !others.has(id))
  const whole =
    (verb: Words) =>
    ([id, thing]: [string, unknown]) =>
      comes(at, { verb, label: called(id, thing), thing: thing as Plain }, names)
  return [
    ...only(after, before).map(whole(come)),
    ...only(before, after).map(whole(gone)),
    ...[...after].flatMap(([id, thing]) =>
      before.has(id) ? differ([...at, called(id, thing)], { before: before.get(id), after: thing, field: '' }, names) : [],
    ),
  ]
}

function comes(at: At, { verb, label, thing }: { verb: Words; label: Words; thing: Plain }, names: Names): Words {
  const [said, told] = [both([verb, label], '', ''), fieldsWords(thing, names)]
  const what = told.zh ? { zh: `${said.zh}（${told.zh}）`, en: `${said.en} (${told.en})` } : said
  return at.length > 0 ? both([both(at, ' · ', ' · '), what], ' · ', ' · ') : what
}

/** Lists whose things have neither name nor id, as long as before: by their place. */
function ofPlaces(
  at: At,
  { before, after, field }: { before: readonly unknown[]; after: readonly unknown[]; field: string },
  names: Names,
): Words[] {
  return after.flatMap((one, i) => {
    const place = after.length > 1 ? [{ zh: `第 ${i + 1} 个`, en: `no. ${i + 1}` }] : []
    return differ([...at, ...place], { before: before[i], after: one, field }, names)
  })
}
