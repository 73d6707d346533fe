import type { ObjectCard } from '../../../contract/object-card.ts'
import type { ObjectKind } from '../../../contract/object-kind.ts'
import type { EventType } from '../../../contract/pack.ts'
import { Grade } from '../../../contract/scales.ts'
import type { Words } from '../../../contract/words.ts'
import { numbersOf } from '../../city/pack/numbers-of.ts'
import { objectKindsOf } from '../../city/pack/object-kinds.ts'
import type { Packs } from '../../city/pack/packs.ts'
import { reportableTypes } from '../../city/pack/reportable.ts'
import { malformed, RefusalError } from '../../kernel/result.ts'

export type Kind = {
  kind: string
  pack: string
  name: Words
  details: ObjectKind['details']
  card: ObjectCard | null
  modelled: boolean
  /** details that are its number: one object in force bears it */
  numbers: string[]
} & Pick<ObjectKind, 'charges'>

/** The kinds of objects the packs switched on keep a register of, in their order. */
export const kindsOf = (packs: Packs): Kind[] =>
  objectKindsOf(packs.all()).map(({ kind, pack, name, details, card, charges, risk }) => ({
    ...{ kind, pack, name, details, charges },
    ...{ card: card ?? null, modelled: risk !== undefined, numbers: numbersOf(packs.all(), kind) },
  }))

/** What is kept of a kind. Of a kind whose pack is gone nothing is known: it is shown by its code. */
export const kindOf = (packs: Packs, kind: string): Kind =>
  kindsOf(packs).find((one) => one.kind === kind) ?? {
    ...{ kind, pack: '', name: { zh: kind, en: kind }, details: {}, charges: {} },
    ...{ card: null, modelled: false, numbers: [] },
  }

/** A kind somebody may register objects of. Refused: one no pack has. */
export function knownKind(packs: Packs, kind: string): Kind {
  const found = kindsOf(packs).find((one) => one.kind === kind)
  if (!found) throw new RefusalError(malformed('/kind', 'name.unknown', { name: kind }))
  return found
}

/** What is printed on the plates of a kind: its pack's words, or plain ones. */
export function plateOf(packs: Packs, kind: string): { title: Words; says: Words[] } {
  const { name, card } = kindOf(packs, kind)
  const plain = { zh: `${name.zh}码`, en: `Code of this ${name.en.toLowerCase()}` }
  return { title: card?.title ?? plain, says: card?.says ?? plainSays }
}

const plainSays: Words[] = [{ zh: '扫码看情况、报隐患', en: 'Scan to see how it stands and to report what is wrong' }]

/** Kinds of hazards that can be registered at an object of a pack, each with the grades its plan has clocks for, the lightest that people see to first. */
export const hazardsAt = (packs: Packs, pack: string): { type: string; name: Words; grades: Grade[]; usual: Grade }[] =>
  packs.all().flatMap(({ id, types }) =>
    id !== pack
      ? []
      : types.flatMap(({ id: type, name, hazard, plan }) => {
          const grades = Grade.options.filter((grade) => plan.clocks[grade] !== undefined)
          if (!hazard || grades.length === 0) return []
          return [{ type, name, grades, usual: grades.includes('ordinary') ? ('ordinary' as const) : grades.at(-1)! }]
        }),
  )

/** What can be reported of an object of a kind: what its card says, else what can be reported anywhere. */
export function offeredAt(packs: Packs, { card }: Kind): EventType[] {
  if (!card?.reports.length) return reportableTypes(packs)
  return packs.all().flatMap(({ types }) => types.filter(({ id }) => card.reports.includes(id)))
}
