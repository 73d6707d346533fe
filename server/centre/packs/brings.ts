import type { z } from 'zod'
import { type DetectRule, Pack, type Plan } from '../../../contract/pack.ts'
import type { PlanMergeLine } from '../../../contract/pack-merge.ts'
import type { Decisions, MergeLine, PackBrings } from '../../../contract/packs.ts'
import { diffPlans } from '../../../contract/plan-diff.ts'
import { diffRules } from '../../../contract/rule-words/diff-rules.ts'
import { namesOfPack } from '../../../contract/rule-words/names.ts'
import { sameJson } from '../../../contract/rule-words/same-json.ts'
import type { RuleDifference } from '../../../contract/rules.ts'
import type { Words } from '../../../contract/words.ts'
import type { ReleasePlan, ReleaseRow } from '../../city/pack/store-releases.ts'
import { backLine, mergeSettings, type TunedAt } from './merge-settings.ts'
import { blockDifferences } from './rules/block-differences.ts'
import { kindsHeld } from './rules/kinds-held.ts'
import { mergePlan } from './rules/merge-plans.ts'
import { type Merged, mergeRules } from './rules/merge-rules.ts'
import { shownModels } from './rules/show-model.ts'

/**
 * What stands here now: the pack as it came, its rules in force, plans that were changed here by their type, and values of the city and of
 * districts. Null pack: it is new here.
 */
export type Here = {
  pack: Pack | null
  rules: DetectRule[]
  plans: ReadonlyMap<string, LocalPlan>
  tunings: readonly TunedAt[]
  /** all packs here, whose alarms and readings a risk model may look at */
  beside: readonly Pack[]
}
export type LocalPlan = { no: number; plan: Plan }
export type Whose = { publisher: string | null; key: string | null; samples: number }

/** A pack merged into what stands here, and that in words. `open`: what a person has to decide first. */
export function mergedInto(here: Here, next: Pack, decisions: Decisions, whose: Whose) {
  const base = here.pack?.detect ?? []
  const merged = mergeRules({ base, theirs: next.detect, ours: here.pack ? here.rules : [] }, decisions)
  const plans = plansInto(here, next, decisions)
  const { lines, shifts, open } = here.pack
    ? mergeSettings({ before: here.pack, next, tunings: here.tunings }, decisions)
    : { lines: [], shifts: [], open: [] }
  return {
    ...{ rules: merged.rules, shifts, plans: plans.map(({ type, plan }): ReleasePlan => ({ type, plan })) },
    open: [...merged.open, ...plans.flatMap((one) => one.open), ...open],
    brings: {
      ...bringsOf({ here, next, merged, whose }),
      plans: plans.flatMap((one) => one.lines),
      planChanges: planChanges(here, next, new Map(plans.map(({ type, plan }) => [type, plan]))),
      tuned: lines,
    },
  }
}

/** Plans that were changed here, each merged with its two sides of the publisher; one whose type the publisher never had stays ours. */
function plansInto(here: Here, next: Pack, decisions: Decisions) {
  return next.types.flatMap(({ id: type, name: typeName, plan: theirs }) => {
    const ours = here.plans.get(type)?.plan
    if (!ours) return []
    const base = here.pack?.types.find(({ id }) => id === type)?.plan ?? theirs
    const { plan, rows, open } = mergePlan({ type, base, theirs, ours }, decisions)
    const lines = rows.flatMap(({ outcome, ...row }): PlanMergeLine[] =>
      outcome === 'same' ? [] : [{ ...row, outcome, type, typeName }],
    )
    return [{ type, plan, lines, open }]
  })
}

/** What a release is asked for with. `decisions` null: it goes back to a version before, and nothing is merged. */
type Asked = Pick<ReleaseRow, 'body' | 'rules' | 'plans' | 'tunings' | 'decisions' | 'publisher' | 'key'>

/** A release in words, with the rules, plans and values it was asked for with: conflicts were decided then. */
export function released(here: Here, row: Asked): PackBrings {
  const next = Pack.parse(row.body)
  const { publisher, key, decisions } = row
  const { brings } = mergedInto(here, next, decisions ?? {}, { publisher, key, samples: 0 })
  if (!here.pack) return brings
  const sides = { before: here.pack, next, tunings: here.tunings }
  const after = new Map(row.plans.map(({ type, plan }) => [type, plan]))
  return {
    ...brings,
    rules: row.rules.map(({ name }) => name),
    differences: inWords(here.rules, row.rules, next),
    merge: brings.merge.map((line) =>
      line.outcome === 'conflict' ? { ...line, decided: sideOf(line.rule, row.rules, next.detect) } : line,
    ),
    planChanges: planChanges(here, next, after),
    ...(decisions ? {} : { plans: [], tuned: row.tunings.map((one) => backLine(one, sides)) }),
  }
}

function sideOf(id: string, rules: DetectRule[], theirs: DetectRule[]): 'ours' | 'theirs' {
  const of = (all: DetectRule[]) => all.find((rule) => rule.id === id)
  return sameJson(of(rules), of(theirs)) ? 'theirs' : 'ours'
}

/** Plans in force against what they become; of types that are there on both sides. */
function planChanges({ pack, plans }: Here, next: Pack, after: ReadonlyMap<string, Plan>): PackBrings['planChanges'] {
  return next.types.flatMap(({ id, name, plan }) => {
    const now = plans.get(id)?.plan ?? pack?.types.find((type) => type.id === id)?.plan
    const differences = now ? diffPlans(now, after.get(id) ?? (plans.has(id) ? now : plan)) : []
    return differences.length > 0 ? [{ type: id, typeName: name, differences }] : []
  })
}

type Told = { here: Here; next: Pack; merged: ReturnType<typeof mergeRules>; whose: Whose }

function bringsOf({ here, next, merged, whose }: Told): Omit<PackBrings, 'plans' | 'planChanges' | 'tuned'> {
  return {
    ...{ pack: next.id, version: next.version, title: next.name, publisher: whose.publisher, key: whose.key },
    before: here.pack?.version ?? null,
    objects: next.objects.map(({ name }) => name),
    device: next.deviceName ?? (next.deviceKind ? { zh: next.deviceKind, en: next.deviceKind } : null),
    readings: Object.values(next.readings).map(({ name, unit }) => withUnit(name, unit)),
    rules: merged.rules.map(({ name }) => name),
    types: next.types.map(({ id, name, grade, plan }) => ({ id, name, grade, lead: plan.lead.map((step) => step.name) })),
    acts: actsOf(next),
    settings: Object.values(next.settings).map(({ name }) => name),
    indicators: Object.values(next.indicators).map(({ name }) => name),
    layers: Object.values(next.layers).map(({ name }) => name),
    played: next.simulator?.things ?? null,
    samples: whose.samples,
    kinds: kindsHeld(next),
    models: shownModels(next, [next, ...here.beside]),
    blocks: here.pack ? blockDifferences(here.pack, next) : [],
    differences: here.pack ? inWords(here.rules, merged.rules, next) : [],
    merge: here.pack ? merged.lines.flatMap((line) => (line.outcome === 'same' ? [] : [lineOf(line, next)])) : [],
  }
}

/** What devices do by themselves, each with the event its alarms open. */
export const actsOf = ({ acts, types }: Pick<Pack, 'acts' | 'types'>): PackBrings['acts'] =>
  acts.map(({ family, command, name, offName, at, device, receiptWithin }) => ({
    ...{ command, name, offName: offName ?? null, at, device: device ?? null, receiptWithin },
    of: types.find((type) => type.family === family)?.name ?? null,
  }))

const withUnit = ({ zh, en }: Words, unit: string): Words =>
  unit ? { zh: `${zh}（${unit}）`, en: `${en} (${unit})` } : { zh, en }

function lineOf(line: Merged, pack: Pack): MergeLine {
  const { id, base, theirs, ours, outcome, decided } = line
  if (outcome === 'same') throw new Error(`${id} is the same on all sides`)
  const { name } = (theirs ?? ours ?? base)!
  const against = (side: DetectRule | undefined): Words[] =>
    inWords(base ? [base] : [], side ? [side] : [], pack).map(({ text }) => text)
  return { ...{ rule: id, name, outcome, decided }, theirs: against(theirs), ours: against(ours) }
}

/** What changes, line by line in both languages. */
function inWords(before: DetectRule[], after: DetectRule[], pack: Pack): z.infer<typeof RuleDifference>[] {
  const names = namesOfPack(pack)
  const en = diffRules(before, after, 'en', names)
  return diffRules(before, after, 'zh', names).map(({ rule, text }, i) => ({ rule, text: { zh: text, en: en[i]?.text ?? text } }))
}
