import type { Pack } from '../../../../contract/pack.ts'

/** Does switching a pack off leave people uncalled? Whatever opens events does: by itself, by a person who decides, or by a report. */
export const callsPeople = ({ types }: Pick<Pack, 'types'>): boolean => types.length > 0

/**
 * Of those who answer for the place (area '': the city) who is a second person; `whole`: for the whole city. A second person of the same place
 * confirms: for a district not the city, which does not know what runs there; the city may refuse.
 */
export const isSecond = (verb: 'confirm' | 'refuse', { area }: { area: string }, { whole }: { whole: boolean }): boolean =>
  verb === 'refuse' || area === '' || !whole
