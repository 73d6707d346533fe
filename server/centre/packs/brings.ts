import type { z } from 'zod'
import { type DetectRule, Pack } from '../../../contract/pack.ts'
import type { Decisions, MergeLine, PackBrings } from '../../../contract/packs.ts'
import { diffRules } from '../../../contract/rule-words/diff-rules.ts'
import { namesOfPack } from '../../../contract/rule-words/names.ts'
import { sameJson } from '../../../contract/rule-words/same-json.ts'
import type { RuleDifference } from '../../../contract/rules.ts'
import type { Words } from '../../../contract/words.ts'
import type { Tuning } from '../../city/pack/in-force.ts'
import { fits } from '../../city/pack/settings.ts'
import { blockDifferences } from './rules/block-differences.ts'
import { type Merged, mergeRules } from './rules/merge-rules.ts'

/** What stands here now: the pack as it came, its rules in force, and what was changed of it. Null pack: it is new here. */
export type Here = { pack: Pack | null; rules: DetectRule[]; tunings: readonly Tuning[] }
export type Whose = { publisher: string | null; key: string | null; samples: number }

/** A pack merged into what stands here, and that in words. */
export function mergedInto(here: Here, next: Pack, decisions: Decisions, whose: Whose) {
  const base = here.pack?.detect ?? []
  const merged = mergeRules({ base, theirs: next.detect, ours: here.pack ? here.rules : [] }, decisions)
  return { rules: merged.rules, open: merged.open, brings: bringsOf({ here, next, merged, whose }) }
}

/** A release in words, with the rules it was asked for with: conflicts were decided then. */
export function released(
  here: Here,
  row: { body: unknown; rules: DetectRule[]; publisher: string | null; key: string | null },
): PackBrings {
  const next = Pack.parse(row.body)
  const { publisher, key } = row
  const { brings } = mergedInto(here, next, {}, { publisher, key, samples: 0 })
  if (!here.pack) return brings
  const theirs = new Map(next.detect.map((rule) => [rule.id, rule]))
  const taken = (id: string): boolean =>
    sameJson(
      row.rules.find((rule) => rule.id === id),
      theirs.get(id),
    )
  return {
    ...brings,
    rules: row.rules.map(({ name }) => name),
    differences: inWords(here.rules, row.rules, next),
    merge: brings.merge.map((line) =>
      line.outcome === 'conflict' ? { ...line, decided: taken(line.rule) ? 'theirs' : 'ours' } : line,
    ),
  }
}

type Told = { here: Here; next: Pack; merged: ReturnType<typeof mergeRules>; whose: Whose }

function bringsOf({ here, next, merged, whose }: Told): PackBrings {
  return {
    ...{ pack: next.id, version: next.version, title: next.name, publisher: whose.publisher, key: whose.key },
    before: here.pack?.version ?? null,
    objects: next.objects.map(({ name }) => name),
    device: next.deviceName ?? (next.deviceKind ? { zh: next.deviceKind, en: next.deviceKind } : null),
    readings: Object.values(next.readings).map(({ name, unit }) => withUnit(name, unit)),
    rules: merged.rules.map(({ name }) => name),
    types: next.types.map(({ id, name, grade, plan }) => ({ id, name, grade, lead: plan.lead.map((step) => step.name) })),
    settings: Object.values(next.settings).map(({ name }) => name),
    samples: whose.samples,
    blocks: here.pack ? blockDifferences(here.pack, next) : [],
    differences: here.pack ? inWords(here.rules, merged.rules, next) : [],
    merge: here.pack ? merged.lines.flatMap((line) => (line.outcome === 'same' ? [] : [lineOf(line, next)])) : [],
    lostSettings: here.pack ? lost(here, here.pack, next) : [],
  }
}

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

/** Settings changed here that end with the new version. */
function lost({ tunings }: Here, before: Pack, next: Pack): Words[] {
  const changed = tunings.filter(({ pack }) => pack === next.id).flatMap(({ settings }) => Object.entries(settings))
  const ends = changed.filter(([id, value]) => {
    const setting = Object.hasOwn(next.settings, id) ? next.settings[id] : undefined
    return !setting || !fits(setting, value)
  })
  return [...new Set(ends.map(([id]) => id))].map((id) => (before.settings[id] ?? next.settings[id])?.name ?? { zh: id, en: id })
}
