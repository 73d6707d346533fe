import { z } from 'zod'
import type { DetectRule, Pack } from '../../../contract/pack.ts'
import {
  PackRules,
  PackRulesList,
  RulesChecked,
  RulesDraft,
  RulesGiven,
  RulesVersion,
  RulesWeek,
  VersionChange,
  VersionDone,
} from '../../../contract/rules.ts'
import { changeDraft, insertVersion, rulesOf, standingOf, type VersionRow, versionOf } from '../../city/pack/store-versions.ts'
import { type App, callerOf, errors } from '../../kernel/http.ts'
import { write } from '../../kernel/idempotency.ts'
import { orRefuse } from '../../kernel/result.ts'
import { narrowed, orNotFound, readPrefixes } from '../desk/store-sight.ts'
import { differences, findings, said } from './checked.ts'
import { type Deps, lockOrNone, Of, OfVersion, orNone, packOf, refuseFault, refuseOvertaken, refuseStale } from './find.ts'
import { type Read, readGiven } from './read-given.ts'
import { publishRoutes } from './routes-publish.ts'
import { mayAct } from './rules/may-act.ts'
import { weekOf } from './store.ts'
import { inForce, packView, versionView } from './views.ts'

const weekMs = 7 * 86_400_000

/** Rules of the packs: what is in force, versions being written, and the check of rules that are not saved yet. */
export async function ruleRoutes(app: App, deps: Deps): Promise<void> {
  await readRoutes(app, deps)
  await draftRoutes(app, deps)
  await publishRoutes(app, deps)
}

async function readRoutes(app: App, { spine, packs }: Deps): Promise<void> {
  const config = { permit: 'rule.read' } as const

  app.get('/api/v1/rules', { schema: { summary: '规则一览', response: { 200: PackRulesList, ...errors } }, config }, async () => {
    const standing = await standingOf(spine, 'rules')
    const rows = packs.all().map(({ id, name }) => {
      const { live = null, open = 0 } = standing.get(id) ?? {}
      return { pack: id, name, version: live?.no ?? 0, rules: (live?.body ?? packs.shipped(id)!.detect).length, open }
    })
    return { rows }
  })

  app.get(
    '/api/v1/rules/:pack',
    { schema: { summary: '现行规则与版本', params: Of, response: { 200: PackRules, ...errors } }, config },
    async (request) => packView(spine, packs, packOf(packs, request.params.pack), callerOf(request)),
  )

  app.get(
    '/api/v1/rules/:pack/versions/:no',
    { schema: { summary: '规则版本', params: OfVersion, response: { 200: RulesVersion, ...errors } }, config },
    async (request) => {
      const pack = packOf(packs, request.params.pack)
      const live = (await inForce(spine, pack)).no === 0
      const row = request.params.no === 0 ? shippedRow(pack, live) : await versionOf(spine, rulesOf(pack.id), request.params.no)
      return versionView(spine, packs, orNone(row), callerOf(request))
    },
  )

  app.get(
    '/api/v1/rules/:pack/week',
    {
      schema: {
        summary: '近 7 天各条规则报了多少',
        params: Of,
        querystring: z.object({ area: z.string().max(80).optional() }),
        response: { 200: RulesWeek, ...errors },
      },
      config,
    },
    async (request) => {
      const pack = packOf(packs, request.params.pack)
      const prefixes = orNotFound(narrowed(callerOf(request).scope, await readPrefixes(spine, request.query.area)))
      return week(spine, pack, prefixes)
    },
  )

  app.post(
    '/api/v1/rules/:pack/check',
    {
      schema: { summary: '检查规则（不保存）', params: Of, body: RulesGiven, response: { 200: RulesChecked, ...errors } },
      config,
    },
    async (request) => {
      const pack = packOf(packs, request.params.pack)
      const { rules, faults } = readGiven(request.body, pack, packs.all())
      const known = rules.filter((rule) => rule !== null)
      const now = await inForce(spine, pack)
      return {
        rules: rules.map((rule) => (rule ? said([rule], pack)[0]! : null)),
        faults,
        // A rule with a fault may make the check itself stumble.
        findings: faults.length === 0 ? findings(now.rules, known, pack) : [],
        differences: differences(now.rules, known, pack),
      }
    },
  )
}

async function draftRoutes(app: App, { spine, packs }: Deps): Promise<void> {
  const config = { permit: 'rule.draft' } as const
  const response = { 200: VersionDone, ...errors }

  app.post(
    '/api/v1/rules/:pack/versions',
    { schema: { summary: '起草规则版本', params: Of, body: RulesDraft, response }, config },
    (request) =>
      write(spine, request, async (tx) => {
        const pack = packOf(packs, request.params.pack)
        const rules = rulesOrRefuse(readGiven(request.body, pack, packs.all()))
        const { no: basedOn } = await inForce(tx, pack)
        const { note } = request.body
        const no = await insertVersion(tx, {
          ...{ ...rulesOf(pack.id), body: rules, note, basedOn, author: callerOf(request).person, state: 'draft' },
        })
        await tx.record({ kind: 'rules.drafted', subject: pack.id, area: null, body: { pack: pack.id, version: no, note } })
        return { pack: pack.id, no, state: 'draft' as const }
      }),
  )

  app.put(
    '/api/v1/rules/:pack/versions/:no',
    { schema: { summary: '修改规则草稿', params: OfVersion, body: VersionChange, response }, config },
    (request) =>
      write(spine, request, async (tx) => {
        const pack = packOf(packs, request.params.pack)
        const row = await lockOrNone(tx, rulesOf(pack.id), request.params.no)
        const caller = callerOf(request)
        orRefuse(mayAct('change', row, caller))
        refuseStale(row, request.body.changedAt)
        const rules = rulesOrRefuse(readGiven(request.body, pack, packs.all()))
        const { note, basedOn = row.basedOn } = request.body
        if (basedOn !== row.basedOn) refuseOvertaken({ basedOn }, (await inForce(tx, pack)).no)
        await changeDraft(tx, row, { body: rules, note, basedOn, by: caller.person })
        await tx.record({ kind: 'rules.changed', subject: pack.id, area: null, body: { pack: pack.id, version: row.no, note } })
        return { pack: pack.id, no: row.no, state: row.state }
      }),
  )
}

/** The last seven days of every rule: those in force first by how much they raised, those gone since under their own id. */
async function week(spine: Deps['spine'], pack: Pack, prefixes: string[]): Promise<RulesWeek> {
  const to = spine.clock.now()
  const from = new Date(to.getTime() - weekMs)
  const { rules } = await inForce(spine, pack)
  const names = new Map([...pack.detect, ...rules].map(({ id, name }) => [id, name]))
  const rows = await weekOf(spine, { pack: pack.id, prefixes, from, to })
  const quiet = rules.filter(({ id }) => !rows.some(({ rule }) => rule === id))
  const none = { raised: 0, again: 0, merged: 0, ofSignals: 0, falseAlarm: 0, ofDecided: 0 }
  return {
    ...{ pack: pack.id, from: from.toISOString(), to: to.toISOString() },
    rows: [...rows, ...quiet.map(({ id }) => ({ rule: id, ...none }))].map((row) => ({
      ...row,
      name: names.get(row.rule) ?? { zh: row.rule, en: row.rule },
    })),
  }
}

/** The rules, or the first fault with its place; the check tells them all. */
function rulesOrRefuse({ rules, faults }: Read): DetectRule[] {
  refuseFault(faults)
  return rules.filter((rule) => rule !== null)
}

/** What the pack came with, as a version like any other. */
const shippedRow = (pack: Pack, live: boolean): VersionRow => ({
  ...{
    ...rulesOf(pack.id),
    no: 0,
    body: pack.detect,
    state: live ? 'live' : 'retired',
    note: '',
    basedOn: 0,
    authors: [],
    authorName: null,
  },
  ...{ madeAt: new Date(0), changedAt: new Date(0), untried: null },
  ...{ publishedBy: null, publishedByName: null, publishedAt: null, retiredAt: null },
})
