import { PackWords } from '../../../contract/words.ts'
import type { Packs } from '../../city/pack/packs.ts'
import type { App } from '../../kernel/http.ts'

/** What the codes of the packs are called, in both languages. A new pack brings its words along; no app has to be built anew. */
export async function wordRoutes(app: App, { packs }: { packs: Packs }): Promise<void> {
  app.get(
    '/api/v1/words',
    { schema: { summary: '场景包用语', response: { 200: PackWords } }, config: { permit: 'public' } },
    async (_request, reply) => {
      void reply.header('cache-control', 'public, max-age=300')
      return wordsOf(packs)
    },
  )
}

function wordsOf(packs: Packs): PackWords {
  const words: PackWords = { commands: {}, readings: {}, rules: {}, types: {}, packs: {}, devices: {}, units: {} }
  for (const pack of packs.all()) {
    words.packs[pack.id] = pack.name
    if (pack.deviceKind) words.devices[pack.deviceKind] = pack.deviceName ?? pack.name
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
