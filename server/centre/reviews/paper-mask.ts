import { type FactKind, type FactView, factKinds, withoutPersons } from '../../../contract/fact.ts'
import type { Review } from '../../../contract/review.ts'
import { maskBy } from '../../city/mask.ts'

/** Numbers of persons as people type them into a text: eighteen digits of an identity card, eleven of a mobile phone. */
const numbers = [
  { label: 'id-number', of: /(?<![\dA-Za-z])\d{17}[\dXx](?![\dA-Za-z])/g },
  { label: 'phone', of: /(?<!\d)1[3-9]\d(?:[ -]?\d{4}){2}(?!\d)/g },
  { label: 'email', of: /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g },
] as const

/** Who is named by a review: who acted in its case, whom its facts name, who wrote, set and did what. */
export function namesIn({ facts, actions, filledName, closedName }: Review): string[] {
  const said = [...facts, ...actions.flatMap(({ proof }) => proof ?? [])].flatMap((fact) => [
    fact.actor.kind === 'person' || fact.actor.kind === 'citizen' ? fact.actor.name : null,
    ...personsOf(fact),
  ])
  const written = actions.flatMap(({ byName, doneName }) => [byName, doneName])
  const names = [...said, ...written, filledName, closedName].filter((name) => name !== null && name !== undefined)
  // A longer name before a shorter one it begins with.
  return [...new Set(names)].filter((name) => [...name].length > 1).toSorted((a, b) => b.length - a.length)
}

/** What a fact says of who somebody is, by name. */
function personsOf({ kind, body }: FactView): string[] {
  if (!(kind in factKinds)) return []
  const rest = withoutPersons(kind as FactKind, body)
  return Object.entries(body).flatMap(([key, value]) =>
    typeof value === 'string' && key.endsWith('Name') && key in factKinds[kind as FactKind].body.shape && !(key in rest)
      ? [value]
      : [],
  )
}

/** A text as it may leave the house: the names of persons known here but for their first character, numbers of persons but for their ends. */
export function masked(text: string, names: readonly string[]): string {
  const plain = names.reduce((all, name) => all.replaceAll(name, maskBy('name', name)!), text)
  return numbers.reduce((all, { label, of }) => all.replace(of, (found) => maskBy(label, found.replace(/[ -]/g, ''))!), plain)
}
