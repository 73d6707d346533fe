import type { EventType, Pack } from '../../../contract/pack.ts'

type Types = { typeOf(type: string): { type: EventType } | null }

/** Whether either of two types names the other in its pack (`akin`). Pure. */
export const akinBy =
  (packs: Types) =>
  (a: string, b: string): boolean =>
    names(packs, a, b) || names(packs, b, a)

const names = (packs: Types, one: string, other: string): boolean => packs.typeOf(one)?.type.akin?.includes(other) ?? false

/** Types a pack calls akin that none of these packs has: they are ignored, and its author is told. Pure. */
export function unknownAkin(pack: Pack, others: readonly Pack[]): { type: string; akin: string }[] {
  const known = new Set([pack, ...others].flatMap(({ types }) => types.map(({ id }) => id)))
  return pack.types.flatMap(({ id, akin = [] }) => akin.filter((one) => !known.has(one)).map((one) => ({ type: id, akin: one })))
}
