import type { Pack } from '../../../contract/pack.ts'

/**
 * The details of a kind that are its number (号牌): what cameras (`sighted`) and tickets (`haulage.carrier`) find one of its objects by. A number
 * stands on one object in force of the whole city.
 */
export const numbersOf = (packs: readonly Pick<Pack, 'types' | 'haulage'>[], kind: string): string[] => [
  ...new Set(
    packs.flatMap(({ types, haulage }) => [
      ...(haulage?.carrier.kind === kind ? [haulage.carrier.plate] : []),
      ...types.flatMap(({ sighted }) => (sighted?.kind === kind ? [sighted.detail] : [])),
    ]),
  ),
]
