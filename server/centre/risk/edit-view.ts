import type { Details, DetailValue } from '../../../contract/detail.ts'
import { columns, ownerWords } from '../../../contract/object-columns.ts'
import type { RiskEdit } from '../../../contract/object-risk.ts'
import { detailText } from '../../../contract/read-detail.ts'
import type { Words } from '../../../contract/words.ts'
import { objectKindsOf } from '../../city/pack/object-kinds.ts'
import type { Packs } from '../../city/pack/packs.ts'
import type { EditLine } from './store.ts'
import { onSpotOf } from './store-on-spot.ts'

type Asked = { object: string; packs: Packs /** whether the reader reads the register, and so its files */; opens: boolean }

/** A change by hand in its wire shape: only the fields a model looks at, in the words of the kind it was made in. */
export function editOf({ at, actor, body, was, level, better, told }: EditLine, { object, packs, opens }: Asked): RiskEdit {
  const details = objectKindsOf(packs.all()).find(({ kind }) => kind === body.objectKind)?.details ?? {}
  const rated = new Set(body.rated ?? [])
  const evidence = body.evidence ?? []
  return {
    ...{ at: at.toISOString(), by: actor.name ?? actor.id, postName: actor.postName ?? null, sheet: body.sheet },
    of: body.object === object ? null : body.name,
    changes: body.changes
      .filter(({ field }) => rated.has(field))
      .map(({ field, from, to }) => ({
        ...{ field, name: nameOf(details, field) },
        ...{ from: valueIn(details, field, from), to: valueIn(details, field, to) },
      })),
    ...{ reason: body.reason ?? null, proofs: evidence.length, evidence: opens ? evidence : [] },
    ...{ from: was, to: level, better, onSpot: told && onSpotOf(told) },
  }
}

const detailIn = (details: Details, field: string) =>
  field.startsWith('details/') ? details[field.slice('details/'.length)] : undefined

const nameOf = (details: Details, field: string): Words =>
  detailIn(details, field)?.name ?? (field === 'ownerKind' ? columns.ownerKind : { zh: field, en: field })

function valueIn(details: Details, field: string, value: DetailValue | null): Words | null {
  if (value === null) return null
  if (field === 'ownerKind') return ownerWords[value as keyof typeof ownerWords] ?? null
  const detail = detailIn(details, field)
  const said = (language: 'zh' | 'en'): string => {
    if (!detail) return String(value)
    const text = detailText(detail, value, language)
    return detail.kind === 'number' && detail.unit ? `${text} ${detail.unit}` : text
  }
  return { zh: said('zh'), en: said('en') }
}
