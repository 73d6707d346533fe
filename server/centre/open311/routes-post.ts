import { createHash } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { ReportReceipt } from '../../../contract/report.ts'
import { readSubmission, type Submission } from '../../../protocols/open311/form.ts'
import type { Fault } from '../../../protocols/open311/types.ts'
import { areaByCode, areasNamedIn, zonesNamedIn } from '../../city/area/store.ts'
import type { Area } from '../../city/area/types.ts'
import type { Packs } from '../../city/pack/packs.ts'
import { reportById } from '../../flow/1-ingest/reports/store.ts'
import { type App, errors } from '../../kernel/http.ts'
import { RefusalError } from '../../kernel/result.ts'
import { createSlidingWindow } from '../../kernel/sliding-window.ts'
import type { Db, Spine, Tx } from '../../kernel/spine.ts'
import { answer, languageOf, needFormat } from './answers.ts'
import { needForm, needJurisdiction, needKey } from './doors.ts'
import { areaOfWords } from './rules/area-of-words.ts'
import { asReport, type Sent } from './rules/as-report.ts'
import { claimPost, settlePost } from './store.ts'

export type PostDeps = {
  spine: Spine
  packs: Packs
  /** writes a report of nobody's account (1-ingest) */
  receive(tx: Tx, sent: Sent): Promise<ReportReceipt>
}

/** Reports of one app in ten minutes: its people share the key. */
const keyLimit = { limit: 600, ms: 600_000 }
/** The same words of the same people about the same place within a day are the same report, sent again. */
const sameMs = 86_400_000

type Taken = { id: string; code: string }

/** A new request. The key is that of a system; it says which app it is, never who its people are. */
export function postRoute(app: App, deps: PostDeps): void {
  const window = createSlidingWindow(keyLimit)
  // Also what is no form comes through, so that it is refused in the standard's shape.
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) => done(null, body))
  app.post(
    '/v2/requests.:format',
    {
      schema: {
        summary: 'Open311：提交诉求',
        params: z.object({ format: z.string().max(10) }),
        body: z.unknown(),
        response: { 200: z.string(), ...errors },
      },
      config: { permit: 'public' },
    },
    async (request, reply) => {
      needFormat(request.params.format)
      const form = typeof request.body === 'string' ? request.body : ''
      const key = await needKey(deps.spine, request, form)
      needForm(request)
      const read = readSubmission(form)
      if (!read.ok) return refused(reply, read.errors)
      await needJurisdiction(deps.spine, read.value.jurisdiction_id)
      const sent = asReport(read.value, await known(deps, read.value))
      if (!sent.ok) return refused(reply, sent.errors)
      const post = { key: key.id, digest: digestOf(form) }
      const taken = await deps.spine.transaction({ kind: 'key', id: key.id, name: key.name }, async (tx): Promise<Taken> => {
        const before = !isTold(form) ? null : await claimPost(tx, { ...post, since: new Date(tx.now.getTime() - sameMs) })
        if (before) return (await reportById(tx, before))!
        // Counted here: what is sent again gets its receipt again.
        const seconds = window.take(key.id, tx.now)
        if (seconds > 0) throw new RefusalError({ code: 'input.too-many', details: { seconds } })
        const receipt = await deps.receive(tx, sent.value)
        if (isTold(form)) await settlePost(tx, { ...post, report: receipt.id })
        return receipt
      })
      void reply.header('cache-control', 'no-store')
      return answer(reply, { kind: 'receipts', receipts: [receiptOf(taken, read.value, request)] })
    },
  )
}

function receiptOf({ id, code }: Taken, { account_id }: Submission, request: FastifyRequest) {
  const words = {
    zh: `查询码 ${code}：可在公众页查进度、提异议`,
    en: `Look-up code ${code}: follow or dispute it on the public page`,
  }
  return { service_request_id: id, token: null, service_notice: words[languageOf(request)], account_id }
}

function refused(reply: FastifyReply, faults: Fault[]): string {
  void reply.status(400)
  return answer(reply, { kind: 'errors', errors: faults })
}

async function known({ spine, packs }: PostDeps, said: Submission) {
  const type = packs.typeOf(said.service_code)?.type ?? null
  const area = said.lat === null ? await areaOf(spine, said) : null
  const place = area && area.tier !== 'city' && area.lon !== null && area.lat !== null ? { lon: area.lon, lat: area.lat } : null
  return { type: type?.reportable ? type : null, place }
}

/** By the code of an area, else by the names in the words of the address. */
async function areaOf(db: Db, { address_id: id, address_string: words }: Submission): Promise<Area | null> {
  if (id) return /^\d{1,20}$/.test(id) ? areaByCode(db, id) : null
  return words ? areaOfWords(await areasNamedIn(db, words), await zonesNamedIn(db, words)) : null
}

/**
 * Does it hold anything of somebody's own: words, a name, a number, a device? Without, two people at one place would send the same, and the
 * second must not get the look-up code of the first.
 */
function isTold(form: string): boolean {
  const fields = new URLSearchParams(form)
  return ['description', 'first_name', 'last_name', 'phone', 'email', 'device_id', 'account_id', 'media_url'].some((name) =>
    fields.get(name)?.trim(),
  )
}

/** Over everything but the key, in whatever order it came: NUL and such are refused before, so a line stands for one field. */
function digestOf(form: string): Buffer {
  const fields = [...new URLSearchParams(form)].filter(([name]) => name !== 'api_key').map((pair) => JSON.stringify(pair))
  return createHash('sha256').update(fields.sort().join('\n')).digest()
}
