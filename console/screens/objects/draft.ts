import type { Details, DetailValue } from '../../../contract/detail.ts'
import { detailText, readDetailText } from '../../../contract/read-detail.ts'
import { reasonWords } from '../../../contract/refusal-reasons.ts'
import type { ObjectEntry } from '../../../contract/register.ts'
import { lang } from '../../../ui/t.ts'

/** A form as it is written: everything is text, empty is not known. */
export type Draft = {
  code: string
  name: string
  lon: string
  lat: string
  address: string
  owner: string
  ownerKind: string
  dutyUnit: string | null
  maintainerUnit: string | null
  details: Readonly<Record<string, string>>
}
export type Read = { wish: Record<string, unknown>; faults: Record<string, string> }

/** What a form begins with: nothing, or what stands in the register. Choices stand by their ids, yes and no as words a sheet takes too. */
export function draftOf(details: Details, entry: ObjectEntry | undefined): Draft {
  const texts = Object.entries(details).map(([id, detail]) => {
    const value = entry?.details[id]
    if (value === undefined) return [id, ''] as const
    return [id, detail.kind === 'choice' ? String(value) : detailText(detail, value, 'en')] as const
  })
  return {
    ...{
      code: entry?.code ?? '',
      name: entry?.name ?? '',
      lon: entry ? String(entry.lon) : '',
      lat: entry ? String(entry.lat) : '',
    },
    ...{ address: entry?.address ?? '', owner: entry?.owner ?? '', ownerKind: entry?.ownerKind ?? '' },
    ...{ dutyUnit: entry?.dutyUnit ?? null, maintainerUnit: entry?.maintainerUnit ?? null },
    details: Object.fromEntries(texts),
  }
}

const language = () => (lang() === 'en' ? 'en' : 'zh')
const plain = ['code', 'name', 'address', 'owner', 'ownerKind', 'dutyUnit', 'maintainerUnit'] as const

/** What of a form is to be sent: only what is another than it began with. A masked value nobody wrote over stays as it is. */
export function readDraft(details: Details, begun: Draft, draft: Draft): Read {
  const wish: Record<string, unknown> = {}
  const faults: Record<string, string> = {}
  for (const name of plain) if (draft[name] !== begun[name]) wish[name] = draft[name]?.trim() || null
  for (const name of ['lon', 'lat'] as const) {
    if (draft[name] === begun[name]) continue
    const value = Number(draft[name].trim() || Number.NaN)
    if (Number.isFinite(value)) wish[name] = value
    else if (draft[name].trim()) faults[name] = reasonWords('must.number', {}, language())
  }
  const values: Record<string, DetailValue | null> = {}
  for (const [id, detail] of Object.entries(details)) {
    if ((draft.details[id] ?? '') === (begun.details[id] ?? '') && (begun.details[id] || !detail.required)) continue
    const read = readDetailText(detail, draft.details[id] ?? '')
    if (read.ok) values[id] = read.value
    else faults[`details/${id}`] = reasonWords(read.reason, read.given, language())
  }
  return { wish: Object.keys(values).length > 0 ? { ...wish, details: values } : wish, faults }
}
