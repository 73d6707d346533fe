import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { DueRow } from '../../contract/inspection-desk.ts'
import { Tag } from '../../ui/tag.tsx'
import { wordsOf } from '../orders/words.ts'
import { hrefOf } from '../route.ts'
import { t } from '../t.ts'
import { plansQuery, useDue } from './due.ts'
import { byWord } from './words.ts'

/** So many stand on the first screen; whoever has more does these first. */
const shown = 20
/** The server tells no more than so many at once. */
const told = 60

/** What waits to be inspected, below the orders: by place, what was left first. */
export function DueInspections(): ReactNode {
  const { rows } = useDue()
  if (rows.length === 0) return null
  const late = rows.filter(({ state }) => state === 'overdue').length
  return (
    <section className="due" aria-labelledby="due-h">
      <h2 id="due-h">
        {t('due.title', { n: rows.length < told ? rows.length : `${told}+` })}
        {late > 0 && <Tag kind="strong">{t('due.late', { n: late })}</Tag>}
      </h2>
      <ul className="card n-rows">
        {rows.slice(0, shown).map((row) => (
          <Row key={`${row.object}~${row.plan}`} row={row} />
        ))}
      </ul>
      {rows.length > shown && (
        <p className="t2">{t('due.more', { n: rows.length < told ? rows.length - shown : `${told - shown}+` })}</p>
      )}
    </section>
  )
}

function Row({ row, isHere = false }: { row: DueRow; isHere?: boolean }): ReactNode {
  const where = isHere ? null : (row.address ?? row.areaName)
  return (
    <li>
      <a className="n-row" href={hrefOf({ at: 'inspect', id: `${row.object}~${row.plan}` })}>
        <span className="row">
          <b className="b grow el">{isHere ? wordsOf(row.planName) : row.name}</b>
          {row.state === 'overdue' && <Tag kind="strong">{t('due.overdue')}</Tag>}
        </span>
        <span className="t2 block">
          {[isHere ? null : wordsOf(row.planName), row.by && t('due.by', { time: byWord(row.by) }), where]
            .filter(Boolean)
            .join(' · ')}
        </span>
      </a>
    </li>
  )
}

/** What waits to be inspected at the object somebody stands before. */
export function DueOfObject({ id, kind }: { id: string; kind: string }): ReactNode {
  const { rows: all, may } = useDue()
  const plans = useQuery({ ...plansQuery, enabled: may })
  const rows = all.filter(({ object }) => object === id)
  // 随手查: whoever stands here may look without being asked; it counts like one that was due.
  const others = (plans.data ?? []).filter((plan) => plan.kind === kind && !rows.some((row) => row.plan === plan.id))
  if (!may || rows.length + others.length === 0) return null
  return (
    <section className="card">
      {rows.length > 0 && (
        <>
          <h2>{t('due.here')}</h2>
          <ul className="n-rows">
            {rows.map((row) => (
              <Row key={row.plan} row={row} isHere />
            ))}
          </ul>
        </>
      )}
      {others.length > 0 && (
        <>
          <h2>{t('due.any-time')}</h2>
          <p className="meta">{t('due.any-time-note')}</p>
          <ul className="n-rows">
            {others.map((plan) => (
              <li key={plan.id}>
                <a className="n-row" href={hrefOf({ at: 'inspect', id: `${id}~${plan.id}` })}>
                  <b className="b el">{wordsOf(plan.name)}</b>
                </a>
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  )
}
