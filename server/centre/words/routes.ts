import { PackWords } from '../../../contract/words.ts'
import type { Packs } from '../../city/pack/packs.ts'
import { wordsOf } from '../../city/pack/words-of.ts'
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
