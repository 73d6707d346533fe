import type { PackWords } from '../../../contract/words.ts'
import type { Packs } from './packs.ts'

/** What the codes of all packs are called. */
export function wordsOf(packs: Packs): PackWords {
  const words: PackWords = {
    commands: {},
    readings: {},
    rules: {},
    types: {},
    packs: {},
    devices: {},
    objects: {},
    units: {},
    measures: {},
  }
  for (const pack of packs.all()) {
    words.packs[pack.id] = pack.name
    if (pack.deviceKind) {
      words.devices[pack.deviceKind] = pack.deviceName ?? pack.name
      words.measures[pack.deviceKind] = Object.keys(pack.readings)
    }
    for (const { kind, name } of pack.objects) words.objects[kind] = name
    for (const [code, reading] of Object.entries(pack.readings)) {
      words.readings[code] = reading.name
      words.units[code] = reading.unit
    }
    for (const rule of pack.detect) words.rules[rule.id] = rule.name
    for (const type of pack.types) words.types[type.id] = type.name
    for (const act of pack.acts) {
      words.commands[act.command] = act.name
      if (act.off) words.commands[act.off] = act.offName ?? act.name
    }
  }
  return words
}
