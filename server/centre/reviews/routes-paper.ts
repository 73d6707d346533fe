import { z } from 'zod'
import type { FactView } from '../../../contract/fact.ts'
import type { Words } from '../../../contract/words.ts'
import type { Packs } from '../../city/pack/packs.ts'
import { wordsOf } from '../../city/pack/words-of.ts'
import { sendPaper } from '../../city/paper/send-paper.ts'
import { type App, callerOf, errors } from '../../kernel/http.ts'
import type { Spine } from '../../kernel/spine.ts'
import { sayFact } from '../case-file/rules/say-fact.ts'
import { cityTime } from '../desk/rules/csv.ts'
import { reviewPaper } from './paper.ts'
import { readReview } from './routes.ts'

type Deps = { spine: Spine; packs: Packs; zone: string; demo: boolean }
const file = z.any().meta({ type: 'string', format: 'binary' })

/** 复盘单 as a PDF, to be taken into a meeting or sent on: with the permit and the areas of its page, and nobody's name in full. */
export async function reviewPaperRoutes(app: App, { spine, packs, zone, demo }: Deps): Promise<void> {
  const querystring = z.strictObject({ lang: z.enum(['zh', 'en']).default('zh') })
  const params = z.object({ id: z.uuid() })
  app.get(
    '/api/v1/reviews/:id/paper.pdf',
    {
      schema: { summary: '复盘单（PDF）', params, querystring, response: { 200: file, ...errors } },
      config: { permit: 'event.read' } as const,
    },
    async (request, reply) => {
      const review = await readReview(spine, callerOf(request), request.params.id)
      const time = (iso: string) => cityTime(iso, zone) ?? ''
      const say = sentences(packs, time)
      return sendPaper(reply, reviewPaper(review, { lang: request.query.lang, say, time, demo }), `review-${review.no}`)
    },
  )
}

/** Sentences of facts, the codes of packs by their names. */
function sentences(packs: Packs, time: (iso: string) => string): (fact: FactView) => Words {
  const { commands, readings, rules, types, packs: names } = wordsOf(packs)
  const tables: Record<string, Record<string, Words>> = {
    name: commands,
    reading: readings,
    rule: rules,
    type: types,
    plan: names,
  }
  const name = (key: string, code: string): Words | null => tables[key]?.[code] ?? null
  return (fact) => sayFact(fact, { time, name })
}
