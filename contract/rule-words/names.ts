import type { Pack } from '../pack.ts'
import type { PackWords, Words } from '../words.ts'
import { type Naming, named } from './atoms.ts'
import type { Language, Wording } from './language.ts'
import type { Phrase } from './phrase.ts'

type Table = Record<string, Words>

/** What the codes in rules are called. The words of all packs (`GET /api/v1/words`) are such names. */
export type RuleNames = Pick<PackWords, 'readings' | 'units' | 'commands'> & {
  families?: Table
  zones?: Table
  devices?: Table
}

/** The names one pack brings along. */
export function namesOfPack(pack: Pick<Pack, 'readings' | 'acts'> & Partial<Pick<Pack, 'zones'>>): RuleNames {
  const zones = Object.fromEntries(Object.entries(pack.zones ?? {}).map(([code, zone]) => [code, zone.name]))
  const names: RuleNames = { readings: {}, units: {}, commands: {}, zones }
  for (const [code, reading] of Object.entries(pack.readings)) {
    names.readings[code] = reading.name
    names.units[code] = reading.unit
  }
  for (const act of pack.acts) {
    names.commands[act.command] = act.name
    if (act.off) names.commands[act.off] = act.offName ?? act.name
  }
  return names
}

export type Refs = {
  reading: Phrase<string>
  device: Phrase<string>
  zone: Phrase<string>
  family: Phrase<string>
  command: Phrase<string>
  unitOf(reading: unknown): string
}

/** How readings, commands, families, zones and devices are said. `bounded`: codes as conditions have them, 1 to 40 signs. */
export function refsOf(
  wording: Wording,
  { lang, names, careful, bounded }: { lang: Language; names: RuleNames; careful: boolean; bounded: boolean },
): Refs {
  const bounds = bounded ? { least: 1, most: 40 } : {}
  const ref = (table: Table | undefined, more: Partial<Naming> = {}) =>
    named(wording, { lang, names: table ?? {}, want: wording.wants.name, bareCodes: true, careful, ...bounds, ...more })
  return {
    reading: ref(names.readings, { want: wording.wants.reading, bareCodes: false }),
    device: ref(names.devices),
    zone: ref(names.zones),
    family: ref(names.families),
    command: ref(names.commands),
    unitOf: (reading) => (typeof reading === 'string' && Object.hasOwn(names.units, reading) ? names.units[reading]! : ''),
  }
}
