import { VitalPush, type VitalPushAnswer } from '../../../../contract/vital-push.ts'
import { scopeOfUnit } from '../../../city/sign-in/store.ts'
import { once } from '../../../kernel/idempotency.ts'
import { refusalOfSchema } from '../../../kernel/issue-words.ts'
import { malformed, ok, type Refusal, RefusalError, type Result, toProblem } from '../../../kernel/result.ts'
import type { Spine } from '../../../kernel/spine.ts'
import type { KeyOf, VitalFeed } from '../../1-ingest/types.ts'
import type { LiveTree } from './store-live-tree.ts'
import { type Said, takeValues } from './take-values.ts'

type Deps = { spine: Spine; tree: LiveTree; zone: string }

/**
 * 报数 by MQTT: the same checks as by API and sheet, each value taken or refused by itself. A message has an id of its sender: the same one
 * again is taken once and answered alike, so QoS 1 loses nothing and doubles nothing.
 */
export function createVitalFeed(deps: Deps): VitalFeed {
  return {
    async take({ key, text }) {
      const push = readPush(text)
      if (!push.ok) return refusedWhole(null, push.refusal)
      try {
        return { answer: JSON.stringify(await told(deps, key, push.value)), refusal: null }
      } catch (error) {
        if (!(error instanceof RefusalError)) throw error
        return refusedWhole(push.value.id, error.refusal)
      }
    },
  }
}

function readPush(text: string): Result<VitalPush> {
  try {
    const read = VitalPush.safeParse(JSON.parse(text))
    return read.success ? ok(read.data) : { ok: false, refusal: refusalOfSchema(read.error) }
  } catch {
    return { ok: false, refusal: malformed('/', text.trim() === '' ? 'json.empty' : 'json.broken') }
  }
}

async function told({ spine, tree, zone }: Deps, { key, unit }: KeyOf, push: VitalPush): Promise<VitalPushAnswer> {
  const read = await tree.read()
  return spine.transaction({ kind: 'key', id: key, name: key }, async (tx) => {
    const scope = unit === null ? [] : await scopeOfUnit(tx, unit)
    const teller = { tree: read, scope, zone, actor: key, source: 'mqtt' as const }
    return once(tx, { owner: `key:${key}`, key: `vitals ${push.id}`, said: JSON.stringify(push.values) }, async (inside) => {
      const { taken, refused, marked } = await takeValues(inside, push.values, teller)
      const said = ({ at, refusal }: Said) => rowOf(at + 1, refusal, zone)
      return { id: push.id, taken, refused: refused.map(said), marked: marked.map(said) }
    })
  })
}

function rowOf(row: number, refusal: Refusal, zone?: string): VitalPushAnswer['refused'][number] {
  const { code, zh, en } = toProblem(refusal, zone)
  return { row, code, zh, en }
}

/** Nothing of the message was taken. */
function refusedWhole(id: string | null, refusal: Refusal): { answer: string; refusal: Refusal } {
  const answer: VitalPushAnswer = { id, taken: 0, refused: [rowOf(0, refusal)], marked: [] }
  return { answer: JSON.stringify(answer), refusal }
}
