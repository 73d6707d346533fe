import type { Detail, Details, DetailValue, textForms } from './detail.ts'
import type { Details as Given, ReasonCode } from './refusal-reasons.ts'

/** A value read: null is "not known". Or why it cannot be taken. */
export type ReadValue = { ok: true; value: DetailValue | null } | { ok: false; reason: ReasonCode; given: Given }
export type DetailFault = { detail: string; reason: ReasonCode; given: Given }

const known = (value: DetailValue | null): ReadValue => ({ ok: true, value })
const no = (reason: ReasonCode, given: Given = {}): ReadValue => ({ ok: false, reason, given })

/** One value as it comes from a form or another system, in JSON. null, absent and an empty text are "not known". */
export function readDetail(detail: Detail, value: unknown): ReadValue {
  if (value === null || value === undefined || (typeof value === 'string' && value.trim() === ''))
    return detail.required ? no('value.missing') : known(null)
  switch (detail.kind) {
    case 'number':
      return typeof value === 'number' ? numberWithin(detail, value) : no('must.number')
    case 'yes':
      return typeof value === 'boolean' ? known(value) : no('must.boolean')
    case 'choice':
      if (typeof value === 'string' && Object.hasOwn(detail.choices, value)) return known(value)
      return no('value.one-of', { list: Object.keys(detail.choices).join(', ') })
    case 'date':
      return typeof value === 'string' && isDay(value) ? known(value) : no('format.date')
    case 'text':
      return typeof value === 'string' ? textWithin(detail, value) : no('must.string')
    case 'object':
      return typeof value === 'string' ? textWithin(ofCode, value) : no('must.string')
  }
}

/** One value as a person wrote it into a cell, in either language. An empty cell is "not known". */
export function readDetailText(detail: Detail, cell: string): ReadValue {
  const text = cell.trim()
  if (text === '') return readDetail(detail, null)
  switch (detail.kind) {
    case 'number':
      return numberOfText(detail, text)
    case 'yes':
      return yesOfText(text)
    case 'choice': {
      const id = choiceOfText(detail, text)
      return id === null ? no('value.one-of', { list: listOf(detail, 'zh'), listEn: listOf(detail, 'en') }) : known(id)
    }
    case 'date': {
      const day = dayOfText(text)
      return day === null ? no('format.date') : known(day)
    }
    case 'text':
      return textWithin(detail, text)
    case 'object':
      return textWithin(ofCode, text)
  }
}

/** A code is no longer (`ObjectNew.code`); that such an object is registered is asked of the register. */
const ofCode = { max: 60 }

/** All that is given of an object, each by its id: the values that are known, and every fault. What the pack does not know is a fault. */
export function readDetails(
  details: Details,
  given: Readonly<Record<string, unknown>>,
): { values: Record<string, DetailValue>; faults: DetailFault[] } {
  const surplus = Object.keys(given).filter((id) => !Object.hasOwn(details, id))
  const faults: DetailFault[] = surplus.map((detail) => ({ detail, reason: 'name.unknown', given: { name: detail } }))
  const values: Record<string, DetailValue> = {}
  for (const [id, detail] of Object.entries(details)) {
    const read = readDetail(detail, Object.hasOwn(given, id) ? given[id] : null)
    if (!read.ok) faults.push({ detail: id, reason: read.reason, given: read.given })
    else if (read.value !== null) values[id] = read.value
  }
  return { values, faults: [...faults, ...turnedRound(details, values)] }
}

/** Dates that lie before the one they follow. */
const turnedRound = (details: Details, values: Readonly<Record<string, DetailValue>>): DetailFault[] =>
  Object.entries(details).flatMap(([id, detail]) => {
    const after = detail.kind === 'date' && detail.from !== undefined ? values[detail.from] : undefined
    const own = values[id]
    if (typeof own !== 'string' || typeof after !== 'string' || own >= after) return []
    const { zh, en } = details[(detail as Of<'date'>).from!]!.name
    return [{ detail: id, reason: 'value.before' as const, given: { name: zh, nameEn: en } }]
  })

/** A value as it is written into a cell or a table; of a date the day, of what is not known nothing. */
export function detailText(detail: Detail, value: DetailValue | null | undefined, language: 'zh' | 'en'): string {
  if (value === null || value === undefined) return ''
  if (detail.kind === 'yes') return yesWords[language][value === true ? 0 : 1]
  if (detail.kind === 'choice') return detail.choices[String(value)]?.[language] ?? String(value)
  return String(value)
}

type Of<K extends Detail['kind']> = Extract<Detail, { kind: K }>

function numberWithin({ min, max }: Of<'number'>, value: number): ReadValue {
  if (!Number.isFinite(value)) return no('number.not-finite')
  if (value < min) return no('least.number', { min })
  return value > max ? no('most.number', { max }) : known(value)
}

const narrow = (text: string): string => text.normalize('NFKC')

/** `12.5`, `1,200` and `12.5 m³`: the unit may stand behind it, another may not. */
function numberOfText(detail: Of<'number'>, text: string): ReadValue {
  const [, figures = '', unit = ''] = /^([+-]?[\d,]*(?:\.\d+)?)(.*)$/.exec(narrow(text)) ?? []
  if (!/^[+-]?(\d+|\d{1,3}(,\d{3})+)(\.\d+)?$/.test(figures) || /^[\d.,e]/i.test(unit)) return no('row.number', { text })
  if (unit.trim() !== '' && unit.trim() !== narrow(detail.unit)) return no('row.unit', { text: unit.trim(), unit: detail.unit })
  return numberWithin(detail, Number(figures.replaceAll(',', '')))
}

const yesWords = { zh: ['是', '否'], en: ['yes', 'no'] } as const
const yes = new Set(['是', '有', 'yes', 'y', 'true', '1'])
const none = new Set(['否', '无', 'no', 'n', 'false', '0'])

function yesOfText(text: string): ReadValue {
  const word = narrow(text).toLowerCase()
  if (yes.has(word)) return known(true)
  return none.has(word) ? known(false) : no('must.boolean')
}

function choiceOfText({ choices }: Of<'choice'>, text: string): string | null {
  const word = text.toLowerCase()
  const found = Object.entries(choices).find(([id, { zh, en }]) => [id, zh.toLowerCase(), en.toLowerCase()].includes(word))
  return found?.[0] ?? null
}

const listOf = ({ choices }: Of<'choice'>, language: 'zh' | 'en'): string =>
  Object.values(choices)
    .map((words) => words[language])
    .join(language === 'zh' ? '、' : ', ')

function textWithin({ max, form }: Pick<Of<'text'>, 'max' | 'form'>, value: string): ReadValue {
  // What machines read is kept as they read it, whatever keyboard it was written with.
  const text = form ? narrow(value).trim() : value.trim()
  if (!text.isWellFormed() || /[^\P{Cc}\n\t]/u.test(text)) return no('value.unstorable')
  if ([...text].length > max) return no('most.string', { max })
  return form === undefined || hasForm[form](text) ? known(text) : no(`format.${form}`)
}

const hasForm: Record<(typeof textForms)[number], (text: string) => boolean> = {
  hour: (text) => /^([01]\d|2[0-3]):[0-5]\d$/.test(text),
  route: (text) => text.split(/[\s;]+/).every(isPoint),
}

/** `106.50,29.50`: degrees east and north. */
function isPoint(pair: string): boolean {
  const [, lon, lat] = /^(-?\d{1,3}(?:\.\d+)?),(-?\d{1,2}(?:\.\d+)?)$/.exec(pair) ?? []
  return lon !== undefined && lat !== undefined && Math.abs(Number(lon)) <= 180 && Math.abs(Number(lat)) <= 90
}

/** A day that is in the calendar, `2026-02-28`. */
export function isDay(text: string): boolean {
  if (!/^(19|20|21)\d\d-\d\d-\d\d$/.test(text)) return false
  const day = new Date(`${text}T00:00:00Z`)
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text)
}

/** Days of a workbook are counted from the last but one of 1899; five digits are 1927 to 2173. */
const firstOfWorkbooks = Date.UTC(1899, 11, 30)

/** `2026-04-10`, `2026/4/10`, `2026.4.10`, `2026年4月10日`, each with a time or without, and what a workbook keeps of a date. */
function dayOfText(text: string): string | null {
  const plain = narrow(text)
  if (/^\d{5}(\.\d+)?$/.test(plain))
    return new Date(firstOfWorkbooks + Math.floor(Number(plain)) * 86_400_000).toISOString().slice(0, 10)
  const found = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[ T]\d{1,2}:\d{2}(:\d{2})?(\.\d+)?)?$/.exec(plain)
  if (!found) return null
  const day = `${found[1]}-${found[2]!.padStart(2, '0')}-${found[3]!.padStart(2, '0')}`
  return isDay(day) ? day : null
}
