import type { Call, EventType, Pack, Plan } from '../../../contract/pack.ts'
import { callText } from '../../../contract/plan-diff.ts'
import type { PlanFault } from '../../../contract/plan-version.ts'
import { grades } from '../../../contract/scales.ts'
import { type Duration, durationMs } from '../../../contract/time.ts'
import { postKinds } from '../permit/permits.ts'

type Code = PlanFault['code']
type Say = (path: string, code: Code, of?: string) => void

/** Nobody waits longer for anything a plan times. */
const longestMs = 366 * 86_400_000

const words: Record<Code, (of: string) => PlanFault['words']> = {
  'unknown-post': (of) => ({ zh: `没有“${of}”这类岗位`, en: `there is no kind of post “${of}”` }),
  'wrong-tier': (of) => ({ zh: `“${of}”不在这一层级`, en: `“${of}” does not stand on this tier` }),
  'no-name': () => ({ zh: '名称要写中文和英文', en: 'a name is needed in Chinese and English' }),
  'same-call': (of) => ({ zh: `前面的级已叫过同一岗位（${of}）`, en: `a rung before calls the same post already (${of})` }),
  'no-grades': () => ({ zh: '至少选一个等级，否则永远不叫', en: 'choose a grade at least, or it is never called' }),
  'no-time': () => ({ zh: '时限要大于零', en: 'a time limit must be longer than nothing' }),
  'too-long': () => ({ zh: '时限超过一年', en: 'a time limit longer than a year' }),
  'out-of-order': (of) => ({ zh: `比前一项还早（${of}）`, en: `earlier than what comes before it (${of})` }),
  'same-id': (of) => ({ zh: `编号“${of}”重复`, en: `the id “${of}” is used twice` }),
  'unknown-reading': (of) => ({ zh: `本场景没有读数“${of}”`, en: `this pack has no reading “${of}”` }),
  'no-reading': () => ({ zh: '读数项要选一个读数', en: 'a reading item needs a reading' }),
  'no-clocks': (of) => ({ zh: `这个等级没有时限（${of}）`, en: `this grade has no time limits (${of})` }),
  'unknown-way': (of) => ({ zh: `本预案没有通行管制“${of}”`, en: `this plan closes no way “${of}”` }),
  'no-part': (of) => ({ zh: `没有分工负责下达“${of}”`, en: `no part orders “${of}”` }),
  'unknown-grade': (of) => ({ zh: `没有等级“${of}”`, en: `there is no grade “${of}”` }),
}

/** Everything that keeps a plan of a type of events from being saved or put in force, each with its place. Pure. */
export function checkPlan(plan: Plan, type: Pick<EventType, 'grade' | 'gradeOf'>, pack: Pick<Pack, 'readings'>): PlanFault[] {
  const faults: PlanFault[] = []
  const say: Say = (path, code, of = '') => void faults.push({ path, code, words: words[code](of) })
  checkLead(plan, say)
  for (const [i, { id, call, grades: given, name }] of plan.assist.entries()) {
    if (id !== undefined && plan.assist.findIndex((one) => one.id === id) < i) say(`assist.${i}.id`, 'same-id', id)
    checkCall(call, `assist.${i}.call`, say)
    if (given.length === 0) say(`assist.${i}.grades`, 'no-grades')
    checkName(name, `assist.${i}.name`, say)
  }
  for (const [i, { call, grades: given }] of plan.inform.entries()) {
    checkCall(call, `inform.${i}.call`, say)
    if (given.length === 0) say(`inform.${i}.grades`, 'no-grades')
  }
  checkClocks(plan, type, say)
  checkLadders(plan, say)
  checkItems(plan, pack, say)
  checkWays(plan, say)
  for (const [i, one] of plan.safety.entries()) checkName(one, `safety.${i}`, say)
  return faults
}

function checkLead({ lead }: Plan, say: Say): void {
  const called = new Set<string>()
  for (const [i, { call, name }] of lead.entries()) {
    checkName(name, `lead.${i}.name`, say)
    for (const [n, one] of call.entries()) {
      checkCall(one, `lead.${i}.call.${n}`, say)
      const text = callText(one)
      // Climbing to a post that was just called reaches nobody new.
      if (called.has(text)) say(`lead.${i}.call.${n}`, 'same-call', text)
      called.add(text)
    }
  }
}

function checkCall({ postKind, tier }: Call, path: string, say: Say): void {
  const [stands] = /^(city|district|town)-/.exec(postKind)?.slice(1) ?? []
  if (!Object.hasOwn(postKinds, postKind)) say(`${path}.postKind`, 'unknown-post', postKind)
  else if (stands && stands !== tier) say(`${path}.tier`, 'wrong-tier', postKind)
}

function checkName({ zh, en }: { zh: string; en: string }, path: string, say: Say): void {
  if (zh.trim() === '' || en.trim() === '') say(path, 'no-name')
}

const times = ['accept', 'arrive', 'report', 'finish'] as const

function checkClocks({ clocks }: Plan, type: Pick<EventType, 'grade' | 'gradeOf'>, say: Say): void {
  for (const grade of new Set([type.grade, ...Object.values(type.gradeOf)]))
    if (!clocks[grade]) say(`clocks.${grade}`, 'no-clocks', grade)
  for (const [grade, one] of Object.entries(clocks)) {
    if (!grades.some((known) => known === grade)) say(`clocks.${grade}`, 'unknown-grade', grade)
    for (const name of times) if (one[name] !== null) checkTime(one[name], `clocks.${grade}.${name}`, say)
    const [accept, ...later] = (['accept', 'arrive', 'finish'] as const).flatMap((name) =>
      one[name] === null ? [] : [{ name, ms: durationMs(one[name]) }],
    )
    // Whoever has to be there before they had to say that they come was given no time.
    for (const { name, ms } of later) if (ms < accept!.ms) say(`clocks.${grade}.${name}`, 'out-of-order', 'accept')
  }
}

function checkTime(length: Duration, path: string, say: Say): void {
  const ms = durationMs(length)
  if (ms === 0) say(path, 'no-time')
  else if (ms > longestMs) say(path, 'too-long')
}

function checkLadders({ callConfirm = {} }: Plan, say: Say): void {
  for (const [grade, steps] of Object.entries(callConfirm))
    for (const [i, { after }] of steps.entries()) {
      const before = steps[i - 1]
      if (before && durationMs(after) < durationMs(before.after))
        say(`callConfirm.${grade}.${i}.after`, 'out-of-order', before.after)
    }
}

function checkItems({ checklist }: Plan, pack: Pick<Pack, 'readings'>, say: Say): void {
  for (const [i, item] of checklist.entries()) {
    if (checklist.findIndex(({ id }) => id === item.id) < i) say(`checklist.${i}.id`, 'same-id', item.id)
    checkName(item.name, `checklist.${i}.name`, say)
    if (item.kind !== 'reading') continue
    if (!item.reading) say(`checklist.${i}.reading`, 'no-reading')
    else if (!Object.hasOwn(pack.readings, item.reading)) say(`checklist.${i}.reading`, 'unknown-reading', item.reading)
  }
}

/** A way is closed by a part that names it, and a part names a way the plan has. */
function checkWays({ assist, closures = [] }: Plan, say: Say): void {
  for (const [i, { closes }] of assist.entries())
    if (closes !== undefined && !closures.some(({ id }) => id === closes)) say(`assist.${i}.closes`, 'unknown-way', closes)
  for (const [i, { id }] of closures.entries()) {
    if (closures.findIndex((one) => one.id === id) < i) say(`closures.${i}.id`, 'same-id', id)
    if (!assist.some(({ closes }) => closes === id)) say(`closures.${i}`, 'no-part', id)
  }
}
