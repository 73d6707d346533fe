import type { Details } from '../../../contract/detail.ts'
import type { ObjectKind } from '../../../contract/object-kind.ts'
import type { Pack } from '../../../contract/pack.ts'

type KindOfPack = ObjectKind & { pack: string }

/** Every kind of object of some packs, in their order, each with the pack it belongs to. */
export const objectKindsOf = (packs: readonly Pack[]): KindOfPack[] =>
  packs.flatMap(({ id, objects }) => objects.map((kind) => ({ ...kind, pack: id })))

/** The kinds a pack's devices stand at. */
export const measuredKinds = ({ objects }: Pick<Pack, 'objects'>): string[] =>
  objects.flatMap(({ kind, devices }) => (devices ? [kind] : []))

/** The kinds whose risk a model reckons. Of all others no level is told: what somebody registered is nobody's reckoning. */
export const ratedKinds = (packs: readonly Pack[]): string[] =>
  objectKindsOf(packs).flatMap(({ kind, risk }) => (risk ? [kind] : []))

/** The kinds of vehicles: what carries under the permits of a pack, and tells by its device where it is. Persons and what they carry are none. */
export const vehicleKinds = (packs: readonly Pack[]): string[] =>
  packs.flatMap(({ haulage }) => (haulage ? [haulage.carrier.kind] : []))

/** What a pack keeps of its objects, of all its kinds together. */
export const detailsKept = ({ objects }: Pick<Pack, 'objects'>): Details =>
  Object.fromEntries(objects.flatMap(({ details }) => Object.entries(details)))

/** A kind two packs (or one twice) say they bring: two registers, two models of the same thing. Such packs do not load together. */
export function kindFaults(packs: readonly Pack[]): string[] {
  const all = objectKindsOf(packs)
  return all
    .filter(({ kind }, at) => all.findIndex((other) => other.kind === kind) !== at)
    .map(({ pack, kind }) => `${pack} objects.${kind}: another pack brings this kind of object already`)
}
