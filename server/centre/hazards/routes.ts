import { z } from 'zod'
import { HazardList, HazardQuery, type HazardRow } from '../../../contract/hazard.ts'
import type { Packs } from '../../city/pack/packs.ts'
import { writeSheet } from '../../city/sheet/write-sheet.ts'
import { zoneText } from '../../kernel/calendar.ts'
import { parseWords, wordPage } from '../../kernel/cursor.ts'
import { type App, type Caller, callerOf, errors } from '../../kernel/http.ts'
import type { Spine } from '../../kernel/spine.ts'
import { readPrefixes } from '../desk/store-sight.ts'
import { type Asked, countHazards, type HazardLine, readHazards } from './store.ts'
import { heads, sayBy, sayGrade, sayLetter } from './words.ts'

export type LedgerDeps = { spine: Spine; packs: Packs; zone: string }
type Wish = Pick<z.infer<typeof HazardQuery>, 'area' | 'kind' | 'object'>
const config = { permit: 'event.read' } as const
const file = z.any().meta({ type: 'string', format: 'binary' })
const linesAtOnce = 1_000
const endings = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const

/** 隐患台账: hazards as far as one sees cases, by due day, with their letters and counts. */
export async function ledgerRoutes(app: App, deps: LedgerDeps): Promise<void> {
  const { spine, packs } = deps
  app.get(
    '/api/v1/hazards',
    { schema: { summary: '隐患台账', querystring: HazardQuery, response: { 200: HazardList, ...errors } }, config },
    async (request) => {
      const { view, cursor, limit, ...wish } = request.query
      const asked = await askedOf(deps, callerOf(request), wish)
      const after = parseWords(cursor, 2)
      const page = { view, after: after ? { at: after[0]!, event: after[1]! } : null, limit: limit + 1 }
      const lines = await readHazards(spine, asked, page)
      const { rows, next } = wordPage(lines, limit, ({ at, event }) => [at, event])
      return {
        rows: rows.map((line) => rowOf(packs, line)),
        next,
        counts: after ? null : await countHazards(spine, asked),
        at: asked.now.toISOString(),
      }
    },
  )
  exportRoutes(app, deps)
}

async function askedOf({ spine, packs }: LedgerDeps, caller: Caller, { area, kind, object }: Wish): Promise<Asked> {
  const types = packs.all().flatMap((pack) => pack.types.flatMap(({ id, hazard }) => (hazard ? [id] : [])))
  const wanted = await readPrefixes(spine, area)
  return { caller, types, wanted, kind: kind ?? null, object: object ?? null, now: spine.clock.now() }
}

const rowOf = (packs: Packs, line: HazardLine): HazardRow => ({
  ...{ event: line.event, no: line.no, title: line.title, type: line.type, grade: line.grade, state: line.state },
  typeName: packs.typeOf(line.type)!.type.name,
  ...{ object: line.object, objectName: line.object_name, kind: line.kind, areaName: line.area_name },
  ...{ foundBy: line.found_by, foundAt: line.found_at.toISOString(), closedAt: line.closed_at?.toISOString() ?? null },
  ...{ again: line.again, due: line.due?.toISOString() ?? null, overdue: line.overdue, leadName: line.lead_name },
  letter: line.letter ? { id: line.letter, no: line.letter_no!, state: line.letter_state! } : null,
})

function exportRoutes(app: App, deps: LedgerDeps): void {
  const { spine, zone } = deps
  const querystring = HazardQuery.omit({ cursor: true, limit: true }).extend({ lang: z.enum(['zh', 'en']).default('zh') })
  for (const as of ['csv', 'xlsx'] as const)
    app.get(
      `/api/v1/hazards.${as}`,
      { schema: { summary: `导出隐患台账（${as.toUpperCase()}）`, querystring, response: { 200: file, ...errors } }, config },
      async (request, reply) => {
        const { view, lang, ...wish } = request.query
        const asked = await askedOf(deps, callerOf(request), wish)
        const writer = writeSheet(as, lang === 'zh' ? '隐患台账' : 'Hazards')
        writer.add([[...heads[lang]]])
        for (let after: { at: string; event: string } | null = null; ; ) {
          const page: (HazardLine & { at: string })[] = await readHazards(spine, asked, { view, after, limit: linesAtOnce })
          writer.add(page.map((line) => cellsOf(line, { lang, zone })))
          if (page.length < linesAtOnce) break
          after = { at: page.at(-1)!.at, event: page.at(-1)!.event }
        }
        void reply.type(endings[as]).header('content-disposition', `attachment; filename="hazards.${as}"`)
        return reply.header('x-content-type-options', 'nosniff').send(Buffer.from(await writer.end()))
      },
    )
}

function cellsOf(line: HazardLine, { lang, zone }: { lang: 'zh' | 'en'; zone: string }): string[] {
  const time = (at: Date | null): string => (at ? zoneText(at, zone) : '')
  return [
    ...[line.no, line.title, line.object_name, line.area_name, sayGrade(line.grade, lang), sayBy(line.found_by, lang)],
    ...[time(line.found_at), time(line.due), line.overdue ? (lang === 'zh' ? '是' : 'yes') : '', time(line.closed_at)],
    ...[line.letter_no ?? '', line.letter_state ? sayLetter(line.letter_state, lang) : ''],
  ]
}
