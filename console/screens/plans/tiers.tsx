import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import type { PlanTiers, TierCell, TiersAsked } from '../../../contract/plan-preview.ts'
import type { TypePlan } from '../../../contract/plan-version.ts'
import { serverNow } from '../../../ui/clock.ts'
import { gradeWords } from '../../../ui/grade-badge.tsx'
import { Failed, Loading } from '../../../ui/screen.tsx'
import { codeOf } from '../../frame/use-area.ts'
import { t } from '../../messages.ts'
import { useOwnArea } from '../../parts/own-area.tsx'
import { callWords } from './call-words.ts'
import { onlyIf } from './only-if.ts'
import { tiersQuery } from './plans-queries.ts'

const tiers = ['city', 'district', 'town'] as const

/** What each tier does at each severity, on the real tree: acts, acts later, is told, or only sees it. */
export function Tiers({ type, plan }: { type: TypePlan; plan: Pick<TiersAsked, 'plan' | 'version'> }): ReactNode {
  const { area, field } = useOwnArea({ first: true })
  const [at] = useState(() => new Date(serverNow()).toISOString())
  const asked = { ...plan, area: codeOf(area?.path ?? ''), at }
  const query = useQuery({ ...tiersQuery(type.type, asked), enabled: area !== null })
  return (
    <>
      {field && <div className="tiers-area">{field}</div>}
      {query.data ? (
        <TiersTable tiers={query.data} type={type} />
      ) : query.error ? (
        <Failed error={query.error} onRetry={() => void query.refetch()} />
      ) : (
        <Loading />
      )}
    </>
  )
}

/** What is known of the type: what kinds of posts are called, and what is kept of its objects. */
type Known = Pick<TypePlan, 'posts' | 'details'>

/** The same as a table. */
export function TiersTable({ tiers: given, type }: { tiers: PlanTiers; type: Known }): ReactNode {
  return (
    <>
      <p className="meta">{t('plans.tiers-note', { area: given.areaName })}</p>
      <div className="sideways">
        <table className="tb tiers">
          <thead>
            <tr>
              <th scope="col">{t('plans.col.severity')}</th>
              <th scope="col">{t('plans.col.grade')}</th>
              {tiers.map((tier) => (
                <th key={tier} scope="col">
                  {t(`tier.${tier}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {given.rows.map((row) => (
              <tr key={row.severity}>
                <th scope="row">{t(`rules.severity.${row.severity}`)}</th>
                <td>
                  {row.grade ? gradeWords(row.grade) : t('plans.watch-only')}
                  {row.grade && <div className="meta">{t(row.auto ? 'plans.auto' : 'plans.triage')}</div>}
                </td>
                {tiers.map((tier) => (
                  <td key={tier}>
                    <Cell cell={row.tiers[tier]} type={type} areaName={given.areaName} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  )
}

type Post = TierCell['posts'][number]

/** How many posts answer, of which the one of the place is asked; red only where there is none, or nobody there. */
function Answering({ post: { posts, manned, spot }, areaName }: { post: Post; areaName: string }): ReactNode {
  if (posts === 0) return <b className="gap-words">{t('plans.no-post')}</b>
  const counts = { n: manned, of: posts }
  return (
    <>
      {posts > 1 && (
        <span className="meta">
          {spot
            ? t('plans.by-place', { ...counts, tier: t(`tier.${spot}`).toLowerCase(), area: areaName })
            : t('plans.manned', counts)}
        </span>
      )}
      {manned === 0 && <b className="gap-words"> {t('plans.nobody-there')}</b>}
    </>
  )
}

function Cell({ cell, type, areaName }: { cell: TierCell; type: Known; areaName: string }): ReactNode {
  return (
    <>
      <b className={`does does-${cell.does}`}>{t(`plans.does.${cell.does}`)}</b>
      <ul className="tier-posts">
        {cell.posts.map((post) => (
          <li key={`${JSON.stringify(post.call)} ${post.role} ${post.step}`}>
            <span className="t2">
              {post.does === 'later' ? t('plans.rung', { n: post.step + 1 }) : t(`plans.role.${post.role}`)}
            </span>{' '}
            {post.name ?? callWords(post.call, type.posts)} <Answering post={post} areaName={areaName} />
            {post.when && <span className="meta"> {onlyIf(post.when, type.details)}</span>}
          </li>
        ))}
      </ul>
    </>
  )
}
