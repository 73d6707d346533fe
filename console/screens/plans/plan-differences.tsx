import type { ReactNode } from 'react'
import type { Call } from '../../../contract/pack.ts'
import type { PlanChecked, TypePlan } from '../../../contract/plan-version.ts'
import type { Grade } from '../../../contract/scales.ts'
import { gradeWords } from '../../../ui/grade-badge.tsx'
import { gradeNumerals } from '../../../ui/scale-marks.ts'
import { say, t, tell } from '../../messages.ts'
import { grades } from '../../parts/grades.ts'
import { lengthWords } from '../../parts/length-words.ts'
import { callWords } from './call-words.ts'

type Difference = PlanChecked['differences'][number]
type Posts = TypePlan['posts']

/** What changes against the plan in force, row by row, in plain words. */
export function PlanDifferences({ differences, posts }: { differences: readonly Difference[]; posts: Posts }): ReactNode {
  return (
    <section aria-label={t('plans.changes')} className="plan-changes">
      <h3>{t('plans.changes')}</h3>
      {differences.length === 0 && <p className="t2">{t('plans.no-changes')}</p>}
      <ul className="diffs">
        {differences.map((one) => (
          <DifferenceLine key={JSON.stringify(one)} one={one} posts={posts} />
        ))}
      </ul>
    </section>
  )
}

/** One change of a plan in plain words. */
export function DifferenceLine({ one, posts }: { one: Difference; posts: Posts }): ReactNode {
  return (
    <li>
      <span className="t2">{t(`plans.part.${one.part}`)}</span> <b className="b">{planRowName(one, posts)}</b> {words(one, posts)}
    </li>
  )
}

/** What a row of a plan is called. */
export function planRowName({ name }: Pick<Difference, 'name'>, posts: Posts): string {
  if ('words' in name) return say(name.words)
  if ('call' in name) return callWords(name.call, posts)
  return gradeOf(name.grade)
}

const gradeOf = (text: string): string => {
  const grade = grades.find((one) => one === text)
  return grade ? gradeWords(grade) : text
}

function words(one: Difference, posts: Posts): ReactNode {
  if (one.what === 'added' || one.what === 'removed') return t(`plans.diff.${one.what}`)
  if (one.what === 'moved') return t('plans.diff.moved', { from: one.from ?? '', to: one.to ?? '' })
  const field = one.field ?? ''
  return (
    <>
      {tell(`plans.field.${field}`) ?? field} <del>{valueWords(field, one.from ?? null, posts)}</del>{' '}
      <ins>{valueWords(field, one.to ?? null, posts)}</ins>
    </>
  )
}

const yes: Record<string, string> = { true: 'plans.yes', false: 'plans.no' }

/** A value of a plan as a person reads it. */
export function valueWords(field: string, value: string | null, posts: Posts): string {
  if (value === null || value === '') return '—'
  if (yes[value]) return tell(yes[value]) ?? value
  if (field === 'call' || field === 'told')
    return value
      .split(' + ')
      .map((one) => callOfText(one, posts))
      .join(t('list.and'))
  if (field === 'grades')
    return value
      .split(' ')
      .map((one) => gradeNumerals[one as Grade] ?? one)
      .join(' ')
  if (field === 'steps')
    return value
      .split(', ')
      .map((step) => {
        const [way = '', after = ''] = step.split(' ')
        return `${lengthWords(after)} ${tell(`plans.way.${way}`) ?? way}`
      })
      .join(t('list.and'))
  return tell(`plans.${field === 'calendar' ? 'counted' : field === 'when' ? 'stage' : field}.${value}`) ?? lengthWords(value)
}

/** `town-post town safety-law A` → 「平安法治岗 A」. */
function callOfText(text: string, posts: Posts): string {
  const found = posts.find(
    ({ postKind, tier, board, domain, side }) => [postKind, tier, board, domain, side].filter(Boolean).join(' ') === text,
  )
  const [postKind = '', tier] = text.split(' ')
  if (found)
    return callWords(
      { ...found, board: found.board ?? undefined, domain: found.domain ?? undefined, side: found.side ?? undefined } as Call,
      posts,
    )
  return `${tell(`post-kind.${postKind}`) ?? postKind}${tier ? '' : ''}`
}
