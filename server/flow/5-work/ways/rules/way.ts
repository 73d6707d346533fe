import { type Severity, severities, severityWeight } from '../../../../../contract/scales.ts'
import type { WayBlock } from '../../../../../contract/way-block.ts'
import type { WayAction, WayState } from '../../../../../contract/way-closure.ts'
import type { Words } from '../../../../../contract/words.ts'
import { ok, type Result, refuse } from '../../../../kernel/result.ts'

/** A closing as the law sees it: how it stands, who ordered it and who asked to lift it. */
export type Standing = {
  state: WayState
  orderedBy: string | null
  askedBy: string | null
  handed: boolean
}

/** What somebody is to a closing: has a part that orders it; may ask to lift it; may confirm what others did. */
export type Hand = { person: string; orders: boolean; asks: boolean; checks: boolean }

/** What somebody may do now, in the order of the contract. `wanted`: the plan wants it at this grade. */
export function allowedOf(wanted: boolean, closure: Standing | null, hand: Hand): WayAction[] {
  const state = closure?.state ?? null
  const shut = state === 'closed' || state === 'lifting'
  const second = hand.checks && hand.person !== closure?.orderedBy && hand.person !== closure?.askedBy
  const may: Record<WayAction, boolean> = {
    close: hand.orders && !shut,
    needless: hand.orders && wanted && state === null,
    tell: hand.orders && shut,
    'ask-lift': hand.asks && state === 'closed',
    lift: second && state === 'lifting',
    'refuse-lift': second && state === 'lifting',
    'hand-over': hand.checks && shut && !closure?.handed,
  }
  return (Object.keys(may) as WayAction[]).filter((action) => may[action])
}

/** A reach begins before it ends. */
export const mayClose = ({ fromKm, toKm }: { fromKm: number; toKm: number }): Result<true> =>
  fromKm < toKm ? ok(true) : refuse('way.backwards')

const words: Record<Severity, Words> = {
  red: { zh: '红色', en: 'red' },
  orange: { zh: '橙色', en: 'orange' },
  yellow: { zh: '黄色', en: 'yellow' },
  blue: { zh: '蓝色', en: 'blue' },
}

/** No alarm of the case stands at the block's level or graver; `standing`: the gravest that does, null: none. */
export function isCalm({ below }: Pick<WayBlock, 'below'>, standing: Severity | null): Result<true> {
  if (severityWeight(standing) < severityWeight(below)) return ok(true)
  const said = words[standing ?? severities[0]]
  return refuse('way.level', { severity: said.zh, severityEn: said.en })
}

/** May it be asked that a way be opened? With everything looked at that the plan names. */
export function mayAskLift(
  block: Pick<WayBlock, 'checks' | 'below'>,
  ticked: readonly string[],
  standing: Severity | null,
): Result<true> {
  const missing = block.checks.filter(({ id }) => !ticked.includes(id))
  if (missing.length === 0) return isCalm(block, standing)
  const [missingZh, missingEn] = [missing.map(({ name }) => name.zh).join('、'), missing.map(({ name }) => name.en).join('; ')]
  return refuse('way.checks', { missing: missingZh, missingEn })
}

type Named = { name: Words; closure: Pick<Standing, 'state' | 'handed'> | null }

/** Which ways keep a case from closing: closed, and nobody took them over. */
export const stillClosed = (ways: readonly Named[]): Words[] =>
  ways.flatMap(({ name, closure }) =>
    closure && !closure.handed && (closure.state === 'closed' || closure.state === 'lifting') ? [name] : [],
  )

type Wanted = Named & Pick<WayBlock, 'below'> & { wanted: boolean; standing: Severity | null }

/** Which ways the plan wants closed at this grade, and nobody has said anything about; one that was opened is wanted again once the alarm is back. */
export const unordered = (ways: readonly Wanted[]): Words[] =>
  ways.flatMap(({ name, below, closure, wanted, standing }) => {
    const isSaid = closure !== null && (closure.state !== 'open' || isCalm({ below }, standing).ok)
    return wanted && !isSaid ? [name] : []
  })
