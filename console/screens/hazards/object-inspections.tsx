import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { When } from '../../../ui/age.tsx'
import { number } from '../../../ui/format.ts'
import { Tag } from '../../../ui/tag.tsx'
import { say, t } from '../../messages.ts'
import { may, useSession } from '../../session.ts'
import { byWord } from './by-word.ts'
import { objectInspectionsQuery } from './hazard-queries.ts'

const shownDone = 8

/** The inspections of one object in its pane: how each stands, how many of those due were done, and what was found. */
export function ObjectInspections({ id }: { id: string }): ReactNode {
  const allowed = may(useSession(), 'inspection.do')
  const query = useQuery({ ...objectInspectionsQuery(id), enabled: allowed })
  if (!query.data || query.data.plans.length === 0) return null
  const { plans, rows } = query.data
  return (
    <section>
      <h3>{t('due.title')}</h3>
      <dl className="kv">
        {plans.map((plan) => (
          <div key={plan.id}>
            <dt>{say(plan.name)}</dt>
            <dd>
              <span className="row wrap">
                {plan.state === 'overdue' ? (
                  <Tag kind="strong">{t('due.state.overdue')}</Tag>
                ) : (
                  <span>{t(`due.state.${plan.state}`)}</span>
                )}
                {plan.by && plan.state !== 'none' && <span className="t2">{t('due.until', { time: byWord(plan.by) })}</span>}
              </span>
              <span className="t2">
                {plan.last ? <When at={plan.last} /> : t('due.never')}
                {plan.rate &&
                  plan.rate.of > 0 &&
                  ` · ${t('due.rate', { done: number(plan.rate.done), of: number(plan.rate.of) })}`}
              </span>
            </dd>
          </div>
        ))}
      </dl>
      <ul className="shifts">
        {rows.slice(0, shownDone).map((row) => (
          <li key={row.id}>
            <p className="row wrap">
              <When at={row.at} />
              <b className="b">{say(row.planName)}</b>
              <span className="t2">{row.unitName}</span>
              {row.faults > 0 ? (
                <Tag kind="strong">{t('due.faults', { n: row.faults })}</Tag>
              ) : (
                <span className="t2">{t('due.no-faults')}</span>
              )}
            </p>
            {row.found.map((one) => (
              <p key={say(one.name)} className="wrap-anywhere">
                {say(one.name)}
                {one.value !== null && ` ${one.value} ${one.unit ?? ''}`}
                {one.text && <span className="t2"> {one.text}</span>}
              </p>
            ))}
            {row.absent.length > 0 && (
              <p className="t2 wrap-anywhere">
                {t('due.absent', {
                  what: row.absent.map(({ name, text }) => (text ? `${say(name)} (${text})` : say(name))).join(' · '),
                })}
              </p>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}
