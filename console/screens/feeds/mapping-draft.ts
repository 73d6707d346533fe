import type { Mapping, TimeFormat } from '../../../contract/mapped-feed.ts'

/** A mapping as it is filled in: one column for each reading, or the whole as JSON (`text`). */
export type Draft = {
  sheet: string | null
  heading: string
  list: string
  device: string | null
  time: string | null
  format: TimeFormat
  /** by column: the reading it is, and what it is multiplied by */
  values: Readonly<Record<string, { reading: string; factor: string }>>
  text: string | null
}

export const emptyDraft: Draft = {
  ...{ sheet: null, heading: '1', list: '', device: null, time: null, format: 'local', values: {}, text: null },
}

/** Can the fields say all of it? */
const isPlain = ({ device, wide, long, position }: Mapping): boolean =>
  device.column !== null &&
  device.prefix === '' &&
  Object.keys(device.known).length === 0 &&
  long === null &&
  position === null &&
  wide.every(({ offset }) => offset === 0) &&
  new Set(wide.map(({ column }) => column)).size === wide.length

export function draftOf(mapping: Mapping): Draft {
  const { sheet, heading, list, device, time, wide } = mapping
  return {
    ...{ sheet, heading: String(heading), list, device: device.column, time: time.column, format: time.format },
    values: Object.fromEntries(wide.map(({ column, reading, factor }) => [column, { reading, factor: String(factor) }])),
    text: isPlain(mapping) && time.zone === 'Asia/Shanghai' ? null : JSON.stringify(mapping, null, 2),
  }
}

/** The columns a draft names, for lists that have no sample yet. */
export const namedColumns = ({ device, time, values }: Draft): string[] => [
  ...new Set([device, time, ...Object.keys(values)].filter((one) => one !== null)),
]

const headingOf = (draft: Draft): number => Math.min(50, Math.max(1, Math.round(Number(draft.heading)) || 1))
export const lookOf = (draft: Draft) => ({ sheet: draft.sheet, heading: headingOf(draft), list: draft.list.trim() })

/** As the server takes it; null while something is missing, `broken` where the text is no JSON. */
export function mappingOf(draft: Draft): object | null | 'broken' {
  if (draft.text !== null)
    try {
      return JSON.parse(draft.text) as object
    } catch {
      return 'broken'
    }
  const wide = Object.entries(draft.values).map(([column, { reading, factor }]) => ({
    column,
    reading,
    factor: Number(factor),
  }))
  // A factor that is no number is never taken for 1.
  const fits = Object.values(draft.values).every(
    ({ factor }) => factor.trim() !== '' && Number.isFinite(Number(factor)) && Number(factor) !== 0,
  )
  if (!draft.device || !draft.time || wide.length === 0 || !fits) return null
  return {
    ...lookOf(draft),
    device: { column: draft.device },
    time: { column: draft.time, format: draft.format },
    wide,
  }
}
