import type { Detail } from '../../../contract/detail.ts'
import { fillWords } from '../../../contract/fill-words.ts'
import type { ObjectKind } from '../../../contract/object-kind.ts'
import type { Pack } from '../../../contract/pack.ts'
import type { RiskFloor, RiskModel, RiskSource, RiskTrigger } from '../../../contract/risk.ts'
import { type RiskFaultCode, riskFaultWords } from '../../../contract/risk-fault.ts'
import { durationMs } from '../../../contract/time.ts'
import type { Words } from '../../../contract/words.ts'

/** Notes what is wrong at a place of the model. */
type Say = (path: string, code: RiskFaultCode, details?: Record<string, string | number>) => void

/** What is wrong with the risk model of a kind of objects; `path` within the model. */
export type RiskFault = { pack: string; kind: string; path: string; words: Words }

/** Everything that is wrong with the risk models of packs that are in force together; a pack with a fault does not load. */
export function riskFaults(packs: readonly Pack[]): RiskFault[] {
  const faults: RiskFault[] = []
  for (const { id, objects } of packs)
    for (const { kind, details, inspections, risk } of objects)
      if (risk) {
        const say: Say = (path, code, filled) => {
          const { zh, en } = riskFaultWords[code]
          faults.push({ pack: id, kind, path, words: { zh: fillWords(zh, filled), en: fillWords(en, filled) } })
        }
        checkModel(risk, { kind, details, inspections, packs, say })
      }
  return faults
}

/** The same as lines of a log, `pack kind risk.place: what`. */
export const checkRisks = (packs: readonly Pack[]): string[] =>
  riskFaults(packs).map(({ pack, kind, path, words }) => `${pack} ${kind} risk.${path}: ${words.en}`)

type Checking = Pick<ObjectKind, 'kind' | 'details' | 'inspections'> & { packs: readonly Pack[]; say: Say }

function checkModel(model: RiskModel, checking: Checking): void {
  const { say } = checking
  const sum = model.indicators.reduce((all, { weight }) => all + weight, 0)
  if (Math.abs(sum - 100) > 1e-9) say('indicators', 'weights-sum', { sum })
  checkOnce(model.indicators, 'indicators', say)
  checkOnce(model.floors, 'floors', say)
  const { red, orange, yellow, blue } = model.levels
  if (!(red > orange && orange > yellow && yellow > blue && blue > 0 && red <= 100)) say('levels', 'levels')
  for (const { id, group, from } of model.indicators) {
    if (!Object.hasOwn(model.groups, group)) say(`indicators.${id}.group`, 'no-group', { name: group })
    for (const [i, source] of from.entries()) checkSource(source, `indicators.${id}.from.${i}`, checking)
  }
  const indicators = new Set(model.indicators.map(({ id }) => id))
  for (const floor of model.floors) checkFloor(floor, { ...checking, indicators })
}

/** An id stands once: what is kept of an object is kept by it. */
function checkOnce(all: readonly { id: string }[], path: string, say: Say): void {
  for (const [i, { id }] of all.entries()) if (all.findIndex((other) => other.id === id) !== i) say(`${path}.${id}`, 'twice')
}

function checkSource(source: RiskSource, path: string, checking: Checking): void {
  const { details, packs, say } = checking
  if ('steps' in source) {
    const froms = source.steps.map(({ from }) => from)
    if (new Set(froms).size < froms.length) say(`${path}.steps`, 'same-step')
  }
  if (source.kind === 'alarm') {
    checkFamily(source, path, { packs, say })
    if (source.silence !== undefined) checkFamily({ pack: source.pack, family: source.silence }, path, { packs, say })
  } else if (source.kind === 'alarms') {
    for (const family of source.families) checkFamily({ pack: source.pack, family }, path, { packs, say })
  } else if (source.kind === 'reading') {
    const there = packs.find(({ id }) => id === source.pack)?.readings ?? {}
    if (!Object.hasOwn(there, source.reading)) say(path, 'no-reading', { pack: source.pack, name: source.reading })
  } else if (source.kind === 'events' || source.kind === 'signals') {
    const types = new Set(packs.flatMap((one) => one.types.map(({ id }) => id)))
    for (const type of source.types ?? []) if (!types.has(type)) say(path, 'no-type', { name: type })
  } else if (source.kind === 'inspections' || source.kind === 'inspected') {
    checkInspection(source, path, checking)
  } else if (source.kind === 'charges') {
    if (new Set(source.roles).size < source.roles.length) say(`${path}.roles`, 'twice')
    if (source.steps.some(({ from }) => from > source.roles.length))
      say(`${path}.steps`, 'past-roles', { n: source.roles.length })
  } else if (source.kind === 'papers') {
    checkPapers(source, path, checking)
  } else if (source.kind === 'heard') {
    if (!packs.some(({ id }) => id === source.pack)) say(path, 'no-pack', { pack: source.pack })
  } else if (source.kind !== 'cases' && source.kind !== 'owner') {
    const detail = checkDetail(source, path, { details, say })
    if (source.kind === 'choice' && detail?.kind === 'choice') checkScores(source, detail, path, say)
    if (source.kind === 'date' && source.due) checkDetail({ kind: 'number', detail: source.due.months }, path, { details, say })
  }
}

/** Its papers are objects of a kind there is; they name objects of this kind, and end on a date. */
function checkPapers(
  { of, names, until }: Extract<RiskSource, { kind: 'papers' }>,
  path: string,
  { kind, packs, say }: Checking,
): void {
  const papers = packs.flatMap(({ objects }) => objects).find((one) => one.kind === of)
  if (!papers) {
    say(path, 'no-kind', { name: of })
    return
  }
  const naming = checkDetail({ kind: 'object', detail: names }, path, { details: papers.details, say })
  if (naming?.kind === 'object' && naming.of !== kind) say(path, 'other-kind', { name: names, is: naming.of, wanted: kind })
  checkDetail({ kind: 'date', detail: until }, path, { details: papers.details, say })
}

/** Its inspection is there, has windows where a share is asked for, and what was told of it is a detail of the right kind. */
function checkInspection(
  source: Extract<RiskSource, { kind: 'inspections' | 'inspected' }>,
  path: string,
  { details, inspections, say }: Checking,
): void {
  const found = inspections.find(({ id }) => id === source.inspection)
  if (!found) say(path, 'no-inspection', { name: source.inspection })
  else if (source.kind === 'inspections' && (found.every.kind === 'rain' || found.every.kind === 'cycle'))
    say(path, 'no-calendar', { name: source.inspection })
  if (source.told !== undefined)
    checkDetail({ kind: source.kind === 'inspections' ? 'number' : 'date', detail: source.told }, path, { details, say })
}

/** Every choice has a score, and no score belongs to nothing: a forgotten one would count as not known. */
function checkScores(
  { scores }: Extract<RiskSource, { kind: 'choice' }>,
  { choices }: Extract<Detail, { kind: 'choice' }>,
  path: string,
  say: Say,
): void {
  for (const id of Object.keys(choices)) if (!Object.hasOwn(scores, id)) say(path, 'no-score', { name: id })
  for (const id of Object.keys(scores)) if (!Object.hasOwn(choices, id)) say(path, 'no-choice', { name: id })
}

function checkDetail(
  { kind, detail }: { kind: string; detail: string },
  path: string,
  { details, say }: Pick<Checking, 'details' | 'say'>,
): Detail | null {
  const found = Object.hasOwn(details, detail) ? details[detail]! : null
  if (!found) say(path, 'no-detail', { name: detail })
  else if (found.kind !== kind) say(path, 'other-kind', { name: detail, is: found.kind, wanted: kind })
  return found
}

function checkFamily(
  { pack, family }: { pack: string; family: string },
  path: string,
  { packs, say }: Pick<Checking, 'packs' | 'say'>,
): void {
  const found = packs.find(({ id }) => id === pack)
  if (!found) say(path, 'no-pack', { pack })
  else if (!found.detect.some((rule) => rule.family === family)) say(path, 'no-family', { pack, name: family })
}

type CheckingFloor = Checking & { indicators: ReadonlySet<string> }

function checkFloor({ id, when, steps }: RiskFloor, checking: CheckingFloor): void {
  for (const [i, trigger] of when.entries()) checkTrigger(trigger, `floors.${id}.when.${i}`, checking)
  const afters = steps.map(({ after }) => durationMs(after))
  if (afters[0] !== 0) checking.say(`floors.${id}.steps`, 'first-step')
  if (afters.some((after, i) => i > 0 && after <= afters[i - 1]!)) checking.say(`floors.${id}.steps`, 'step-order')
}

function checkTrigger(trigger: RiskTrigger, path: string, { details, packs, say, indicators }: CheckingFloor): void {
  if (trigger.kind === 'alarm') checkFamily(trigger, path, { packs, say })
  else if (trigger.kind === 'indicator') {
    if (!indicators.has(trigger.indicator)) say(path, 'no-indicator', { name: trigger.indicator })
  } else checkHeld(trigger, path, { details, say })
}

/** The detail is there, and every value that holds the floor is one of its choices. */
function checkHeld(
  trigger: Extract<RiskTrigger, { kind: 'choice' | 'yes' }>,
  path: string,
  { details, say }: Pick<Checking, 'details' | 'say'>,
): void {
  const detail = checkDetail(trigger, path, { details, say })
  if (trigger.kind === 'choice' && detail?.kind === 'choice')
    for (const id of trigger.is) if (!Object.hasOwn(detail.choices, id)) say(path, 'no-choice', { name: id })
}
