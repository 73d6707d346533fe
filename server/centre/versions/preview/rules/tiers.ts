import type { Call, EventType, ObjectIs, Plan } from '../../../../../contract/pack.ts'
import type { PlanTiers, TierCell } from '../../../../../contract/plan-preview.ts'
import { type Grade, type Severity, severities } from '../../../../../contract/scales.ts'

const tierNames = ['city', 'district', 'town'] as const
type Tier = (typeof tierNames)[number]
export type Part = {
  call: Call
  role: 'lead' | 'assist' | 'inform'
  step: number
  does: 'act' | 'later' | 'inform'
  when: ObjectIs | null
}
export type PlannedRow = { severity: Severity; grade: Grade | null; auto: boolean; parts: Part[] }

/** What a plan asks of whom at each severity: acting at once, acting when nobody before accepts, or only being told. Pure. */
export const plannedRows = (plan: Plan, { gradeOf, auto }: Pick<EventType, 'gradeOf' | 'auto'>): PlannedRow[] =>
  severities.map((severity) => {
    const grade = gradeOf[severity] ?? null
    return { severity, grade, auto: auto.includes(severity), parts: grade === null ? [] : partsOf(plan, grade) }
  })

const partsOf = ({ lead, assist, inform }: Plan, grade: Grade): Part[] => [
  ...lead.flatMap(({ call }, step) =>
    call.map((one): Part => ({ call: one, role: 'lead', step, does: step === 0 ? 'act' : 'later', when: null })),
  ),
  ...assist
    .filter(({ grades }) => grades.includes(grade))
    .map(({ call, when }): Part => ({ call, role: 'assist', step: 0, does: 'act', when: when ?? null })),
  ...inform
    .filter(({ grades }) => grades.includes(grade))
    .map(({ call }): Part => ({ call, role: 'inform', step: 0, does: 'inform', when: null })),
]

const weight: Record<TierCell['does'], number> = { act: 3, inform: 2, later: 1, watch: 0 }

/** The parts of a row by tier; a tier does what the most of its posts asks of it, and watches where nothing is asked of it. */
export function byTier(parts: readonly { tier: Tier; post: TierCell['posts'][number] }[]): PlanTiers['rows'][number]['tiers'] {
  const cell = (tier: Tier): TierCell => {
    const posts = parts.filter((one) => one.tier === tier).map(({ post }) => post)
    const does = posts.reduce<TierCell['does']>((most, one) => (weight[one.does] > weight[most] ? one.does : most), 'watch')
    return { does, posts }
  }
  return { city: cell('city'), district: cell('district'), town: cell('town') }
}
