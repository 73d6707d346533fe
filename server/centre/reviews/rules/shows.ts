import type { DetectRule } from '../../../../contract/pack.ts'
import type { ReviewTarget } from '../../../../contract/review.ts'
import { sameJson } from '../../../../contract/rule-words/same-json.ts'
import type { Words } from '../../../../contract/words.ts'
import { type DutiesAt, showsDuty } from './shows-duty.ts'
import type { HeldValue } from './still-stands.ts'

/** A fact that may show a change; its area '' or null: the whole city. */
export type ShownFact = {
  kind: string
  area: string | null
  unit: string | null
  /** ISO */
  recordedAt: string
  body: Readonly<Record<string, unknown>>
}
/** The rules of a pack in a version; 0: as it came. */
export type RulesAt = (pack: string, version: number) => readonly DetectRule[] | null
/** `held`: what was set before and after, as it is compared, and where (`of`); left out of what cannot be set back. */
export type Shown = { change: { before: Words; after: Words } | null; held?: HeldValue }

/** A version as it is said: 0 is what the pack came with. */
export const versionWords = (no: number): Words => ({
  zh: no === 0 ? '随包原版' : `第 ${no} 版`,
  en: no === 0 ? 'as shipped' : `version ${no}`,
})
const same = (text: unknown): Words => ({ zh: String(text), en: String(text) })
const versions = (before: unknown, after: unknown): Shown => ({
  change: { before: versionWords(Number(before)), after: versionWords(Number(after)) },
})

/**
 * Does a fact show a published change of exactly what an action names, in the review's area or where that lies in? With what it led from and to; null: it
 * does not. A new version of a pack's rules shows a change of those rules only that differ in it.
 */
export function shows(
  target: ReviewTarget,
  fact: ShownFact,
  { area, rulesAt, duties }: { area: string; rulesAt: RulesAt; duties: DutiesAt },
): Shown | null {
  const { body, kind } = fact
  switch (target.what) {
    case 'rule': {
      if (kind !== 'rules.published' || body.pack !== target.pack) return null
      const [before, after] = [body.before, body.version].map((no) =>
        rulesAt(target.pack, Number(no))?.find(({ id }) => id === target.rule),
      )
      if (sameJson(before ?? null, after ?? null)) return null
      return { ...versions(body.before, body.version), held: { of: '', before: before ?? null, after: after ?? null } }
    }
    case 'plan':
      return kind === 'plan.published' && body.type === target.type ? versions(body.before, body.version) : null
    case 'setting': {
      if (kind !== 'pack.tuned' || body.pack !== target.pack || !touches(area, body.area)) return null
      const changes = (body.changes ?? []) as { setting: string; before: string; after: string }[]
      const one = changes.find(({ setting }) => setting === target.setting)
      if (!one) return null
      const { before, after } = one
      return { change: { before: same(before), after: same(after) }, held: { of: String(body.area), before, after } }
    }
    case 'switch': {
      const [on, off] = [kind === 'pack.switched-on', kind === 'pack.switched-off']
      if ((!on && !off) || body.pack !== target.pack || !touches(area, fact.area)) return null
      return { change: { before: switched(off), after: switched(on) }, held: { of: fact.area ?? '', before: off, after: on } }
    }
    case 'vital':
      // A version in which nothing differs is none: such were published once.
      return kind === 'vital.published' && body.vital === target.code && Number(body.n) > 0
        ? versions(Number(body.version) - 1, body.version)
        : null
    case 'duty':
      return (kind.startsWith('business-item.') ? body.unit : fact.unit) === target.unit ? { change: null } : null
    default:
      return showsDuty(target, fact, duties)
  }
}

export const switched = (on: boolean): Words => (on ? { zh: '启用', en: 'on' } : { zh: '停用', en: 'off' })

/** A change of the city reaches every area; one of a district those inside it, and reviews of what it lies in. Of what the fact does not say nothing is known. */
const touches = (area: string, of: unknown): boolean =>
  of === null || of === '' || (typeof of === 'string' && (area.startsWith(of) || of.startsWith(area)))
