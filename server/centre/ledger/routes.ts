import { z } from 'zod'
import { LedgerQuery, LedgerWish, ObjectLedger } from '../../../contract/object-ledger.ts'
import { objectKindsOf } from '../../city/pack/object-kinds.ts'
import type { Packs } from '../../city/pack/packs.ts'
import { writeSheet } from '../../city/sheet/write-sheet.ts'
import { cityDay, zoneText } from '../../kernel/calendar.ts'
import { parseWords, wordPage } from '../../kernel/cursor.ts'
import { type App, type Caller, callerOf, errors } from '../../kernel/http.ts'
import { malformed, RefusalError } from '../../kernel/result.ts'
import type { Db, Spine } from '../../kernel/spine.ts'
import { narrowed, readPrefixes } from '../desk/store-sight.ts'
import { type Beside, sheetColumns } from './sheet-columns.ts'
import { type Asked, countLedger, type LedgerLine, readLedger, type SheetLine, sheetLines } from './store.ts'
import { groupOf, type Ledgered, rowOf, totalOf } from './views.ts'

export type LedgerDeps = { spine: Spine; packs: Packs; zone: string }
type Wish = z.infer<typeof LedgerWish>
const config = { permit: 'object.read' } as const
const file = z.any().meta({ type: 'string', format: 'binary' })
const linesAtOnce = 2_000
const endings = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const
const states = {
  'in-time': { zh: '按期', en: 'In time' },
  overdue: { zh: '逾期', en: 'Overdue' },
  never: { zh: '没有记录', en: 'Never recorded' },
  unknown: { zh: '未知（登记的上次日期未到）', en: 'Not known (the last day written down lies ahead)' },
} as const

/** 一本账: the objects of a kind as its pack declares their ledger, counted by group, with their cycle and letters. */
export async function objectLedgerRoutes(app: App, deps: LedgerDeps): Promise<void> {
  const { spine } = deps
  app.get(
    '/api/v1/object-ledger',
    { schema: { summary: '一本账', querystring: LedgerQuery, response: { 200: ObjectLedger, ...errors } }, config },
    async (request) => {
      const { cursor, limit, ...wish } = request.query
      const caller = callerOf(request)
      const all = ledgersOf(deps.packs)
      const ledgers = all.map(({ kind, ledger: { name } }) => ({ kind, name }))
      const at = spine.clock.now().toISOString()
      const kind = chosen(all, wish)
      if (!kind) return { ...nothing, ledgers, at }
      const asked = await askedOf(deps, caller, kind, wish)
      const tells = asked.letters !== null
      const groups = (await countLedger(spine, asked)).map((line) => groupOf(kind, line, tells))
      const page = { view: wish.view, group: wish.group ?? null, after: parseWords(cursor, 1)?.[0] ?? null, limit: limit + 1 }
      const { rows, next } = wordPage(await readLedger(spine, asked, page), limit, ({ code }) => [code])
      return {
        ...{ ledgers, kind: kind.kind, cycleName: cycleOf(kind)?.name ?? null, hasLetters: kind.ledger.letters.length > 0 },
        columns: kind.ledger.columns.map((id) => ({ id, name: kind.details[id]!.name })),
        ...{ groups, total: totalOf(groups, tells), rows: rows.map((line) => rowOf(kind, line, tells)), next, at },
      }
    },
  )
  exportRoutes(app, deps)
}

const nothing = {
  ...{ kind: null, cycleName: null, hasLetters: false, columns: [], groups: [], total: null, rows: [], next: null },
}

const ledgersOf = (packs: Packs): Ledgered[] =>
  objectKindsOf(packs.all()).flatMap((kind) => (kind.ledger ? [{ ...kind, ledger: kind.ledger }] : []))

function chosen(all: readonly Ledgered[], { kind }: Wish): Ledgered | null {
  if (kind === undefined) return all[0] ?? null
  const found = all.find((one) => one.kind === kind)
  if (!found) throw new RefusalError(malformed('/kind', 'name.unknown', { name: kind }))
  return found
}

const cycleOf = ({ inspections, ledger }: Ledgered) => inspections.find(({ id }) => id === ledger.cycle)

async function askedOf({ spine, zone }: LedgerDeps, caller: Caller, kind: Ledgered, wish: Wish): Promise<Asked> {
  const now = spine.clock.now()
  const every = cycleOf(kind)?.every
  const { by, letters } = kind.ledger
  // Letters tell of cases: only to whoever sees those of the area.
  const seesCases = caller.permits.has('event.read') && caller.sight === 'area'
  return {
    ...{ kind: kind.kind, by: by === 'owner' ? null : by.detail, now },
    areas: narrowed(caller.scope, await readPrefixes(spine, wish.area)),
    cycle:
      every?.kind === 'cycle' && every.last
        ? { months: every.months.detail ?? null, otherwise: every.months.otherwise, last: every.last }
        : null,
    letters: letters.length > 0 && seesCases ? letters : null,
    today: cityDay(now, zone),
  }
}

function exportRoutes(app: App, deps: LedgerDeps): void {
  const querystring = LedgerWish.extend({ lang: z.enum(['zh', 'en']).default('zh') })
  for (const as of ['csv', 'xlsx'] as const)
    app.get(
      `/api/v1/object-ledger.${as}`,
      { schema: { summary: `导出一本账（${as.toUpperCase()}）`, querystring, response: { 200: file, ...errors } }, config },
      async (request, reply) => {
        const { lang, ...wish } = request.query
        const kind = chosen(ledgersOf(deps.packs), wish)
        if (!kind) throw new RefusalError({ code: 'thing.not-found' })
        const bytes = await sheetOf(deps, { caller: callerOf(request), kind, wish, as, lang })
        void reply.type(endings[as]).header('content-disposition', `attachment; filename="ledger-${kind.kind}.${as}"`)
        return reply.header('x-content-type-options', 'nosniff').send(Buffer.from(bytes))
      },
    )
}

type Sheet = { caller: Caller; kind: Ledgered; wish: Wish; as: 'csv' | 'xlsx'; lang: 'zh' | 'en' }
async function sheetOf(deps: LedgerDeps, { caller, kind, wish, as, lang }: Sheet): Promise<Uint8Array> {
  const asked = await askedOf(deps, caller, kind, wish)
  const tells = asked.letters !== null
  const say = (zh: string, en: string): string => (lang === 'zh' ? zh : en)
  const cycle = cycleOf(kind)
  const pack = deps.packs.all().find(({ objects }) => objects.some((one) => one.kind === kind.kind))
  const beside = sheetColumns(kind, pack, { lang, zone: deps.zone })
  const writer = writeSheet(as, kind.ledger.name[lang])
  writer.add([
    [
      ...[say('编号', 'Code'), say('名称', 'Name'), say('辖区', 'Area'), say('类别', 'Group')],
      ...kind.ledger.columns.map((id) => kind.details[id]!.name[lang]),
      ...(cycle ? [say('周期（月）', 'Months'), say('上次', 'Last'), say('应于', 'Due'), cycle.name[lang]] : []),
      ...(tells ? [say('通知书', 'Letters'), say('期限', 'Until'), say('逾期', 'Overdue')] : []),
      ...beside.heads,
    ],
  ])
  for (let after: string | null = null; ; ) {
    const lines = await readLedger(deps.spine, asked, { view: wish.view, group: wish.group ?? null, after, limit: linesAtOnce })
    const more = await besideOf(deps.spine, lines, beside)
    writer.add(
      lines.map((line) => {
        const row = rowOf(kind, line, tells)
        return [
          ...[row.code, row.name, row.areaName, row.group[lang], ...row.cells.map((cell) => cell?.[lang] ?? '')],
          ...(row.cycle
            ? [String(row.cycle.months), row.cycle.last ?? '', row.cycle.next ?? '', states[row.cycle.state][lang]]
            : []),
          ...(row.letters
            ? [
                String(row.letters.sent),
                line.until ? zoneText(line.until, deps.zone) : '',
                row.letters.late ? say('是', 'yes') : '',
              ]
            : []),
          ...beside.cells(more.get(line.id)),
        ]
      }),
    )
    if (lines.length < linesAtOnce) return writer.end()
    after = lines.at(-1)!.code
  }
}

/** What the sheet holds beside the ledger, of some lines; nothing is read where it holds nothing. */
async function besideOf(db: Db, lines: readonly LedgerLine[], { heads }: Beside): Promise<Map<string, SheetLine>> {
  if (heads.length === 0) return new Map()
  const found = await sheetLines(
    db,
    lines.map(({ id }) => id),
  )
  return new Map(found.map((line) => [line.id, line]))
}
