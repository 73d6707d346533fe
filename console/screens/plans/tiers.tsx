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
        <TiersTable tiers={query.data} posts={type.posts} />
      ) : query.error ? (
        <Failed error={query.error} onRetry={() => void query.refetch()} />
      ) : (
        <Loading />
      )}
    </>
  )
}

/** The same as a table; `posts`: what kinds of posts are called, as far as it is known. */
export function TiersTable({ tiers: given, posts }: { tiers: PlanTiers; posts: TypePlan['posts'] }): ReactNode {
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
                    <Cell cell={row.tiers[tier]} posts={posts} />
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

function Cell({ cell, posts }: { cell: TierCell; posts: TypePlan['posts'] }): ReactNode {
  return (
    <>
      <b className={`does does-${cell.does}`}>{t(`plans.does.${cell.does}`)}</b>
      <ul className="tier-posts">
        {cell.posts.map((post) => (
          <li key={`${JSON.stringify(post.call)} ${post.role} ${post.step}`}>
            <span className="t2">
              {post.does === 'later' ? t('plans.rung', { n: post.step + 1 }) : t(`plans.role.${post.role}`)}
            </span>{' '}
            {post.name ?? callWords(post.call, posts)}{' '}
            {post.posts === 0 ? (
              <b className="gap-words">{t('plans.no-post')}</b>
            ) : post.manned === 0 ? (
              <b className="gap-words">{t('plans.nobody-there')}</b>
            ) : (
              post.posts > 1 && <span className="meta">{t('plans.manned', { n: post.manned, of: post.posts })}</span>
            )}
          </li>
        ))}
      </ul>
    </>
  )
}
