import { chargeWordsOf } from '../../../contract/charge-words.ts'
import { columns } from '../../../contract/object-columns.ts'
import type { Pack } from '../../../contract/pack.ts'
import { maskName } from '../../city/mask.ts'
import { zoneText } from '../../kernel/calendar.ts'
import type { SheetLine } from './store.ts'
import type { Ledgered } from './views.ts'

type Lang = 'zh' | 'en'
/** Columns of a sheet beside those of the ledger: their heads, and what stands there for an object. */
export type Beside = { heads: string[]; cells: (line: SheetLine | undefined) => string[] }

/**
 * Who owns an object and has a charge of it (people masked, several joined), the newest value of each reading the pack names, and when it came. What nobody
 * knows is empty, never 0.
 */
export function sheetColumns(kind: Ledgered, pack: Pack | undefined, { lang, zone }: { lang: Lang; zone: string }): Beside {
  const { who = [], readings = [] } = kind.ledger.sheet ?? {}
  const said = readings.flatMap((id) => (pack?.readings[id] ? [{ id, ...pack.readings[id] }] : []))
  const heard = said.length > 0 ? [lang === 'zh' ? '读数时间' : 'Read at'] : []
  return {
    heads: [
      ...who.map((one) => (one === 'owner' ? columns.owner : chargeWordsOf(one, kind))[lang]),
      ...said.map(({ name, unit }) => (unit ? `${name[lang]} ${unit}` : name[lang])),
      ...heard,
    ],
    cells: (line) => [
      ...who.map((one) => (one === 'owner' ? (line?.owner ?? '') : namesOf(line, one))),
      ...said.map(({ id }) => (line?.values[id] === undefined ? '' : String(line.values[id]))),
      ...heard.map(() => (line?.heard ? zoneText(line.heard, zone) : '')),
    ],
  }
}

const namesOf = (line: SheetLine | undefined, role: string): string =>
  (line?.charges ?? [])
    .filter((one) => one.role === role)
    .map(({ name, person }) => (person ? maskName(name) : name))
    .join('、')
