import { lang } from '../../ui/t.ts'

/** One word for each board: the whole English name stands in no column of a matrix, and pushes the name of a thing aside. */
export const briefBoards: Readonly<Record<string, string>> = {
  ...{ party: 'Party', economy: 'Economy', facilities: 'Facilities', society: 'Society', emergency: 'Emergency' },
  ...{ civility: 'Civility', ecology: 'Ecology', services: 'Services' },
  ...{ 'town-party': 'Party', 'town-economy': 'Economy', 'town-livelihood': 'Livelihood', 'town-safety': 'Safety' },
}

/** A board on a wall: in Chinese as it is called, in English by one word. */
export const boardName = ({ id, name }: { id: string; name: { zh: string; en: string } }): string =>
  lang() === 'en' ? (briefBoards[id] ?? name.en) : name.zh
