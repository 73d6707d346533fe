import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { CheckUpBody } from '../../../contract/check-up.ts'
import { boardWords } from '../../../contract/check-up-kinds.ts'
import { periodWords } from '../../../contract/period-words.ts'
import { risks } from '../../../contract/scales.ts'
import { bandWords } from '../../../contract/vital-band.ts'
import { useNow } from '../../../ui/clock.ts'
import { dateTime, number } from '../../../ui/format.ts'
import { GradeBadge } from '../../../ui/grade-badge.tsx'
import { RiskBadge } from '../../../ui/risk-badge.tsx'
import { RiskShape } from '../../../ui/risk-shape.tsx'
import { lang } from '../../../ui/t.ts'
import { Tag } from '../../../ui/tag.tsx'
import { say } from '../../messages.ts'
import { Go } from './go.tsx'
import { c, listed, rangeWords } from './words.ts'

type Props = { body: CheckUpBody; area: string }
const boardName = (board: string): string => say(boardWords(board))

/** What the figures are made of, by name; each opens its own page. */
export function Lists({ body, area }: Props): ReactNode {
  return (
    <>
      <Vitals body={body} area={area} />
      <Events body={body} area={area} />
      <Objects body={body} area={area} />
      <Named id="cu-unmanned" title={c('unmanned')} n={body.unmanned.length} of={body.unmanned.length}>
        {body.unmanned.map((one) => (
          <li key={one.id}>
            {say(one.name)} {one.manned && <b>{c('manned', { n: number(one.manned.n), of: number(one.manned.of) })}</b>}{' '}
            <span className="t2">{[nobodyAt(one), boardName(one.board)].filter(Boolean).join(' · ')}</span>
          </li>
        ))}
      </Named>
    </>
  )
}

/** 叫不到人：甲镇、乙镇 等 5 处. A single area is the one of the check-up itself. */
function nobodyAt({ manned, where = [] }: CheckUpBody['unmanned'][number]): string {
  if (!manned || manned.of === 1) return ''
  const names = where.join(lang() === 'en' ? ', ' : '、')
  const n = manned.of - manned.n
  return c(where.length < n ? 'nobody-at-more' : 'nobody-at', { names, n: number(n) })
}

/** Its board, and its track as it was called then. */
const whereOf = ({ board, trackName }: CheckUpBody['unknown'][number] | CheckUpBody['outside'][number]): string =>
  trackName ? `${boardName(board)} / ${say(trackName)}` : boardName(board)

function Vitals({ body, area }: Props): ReactNode {
  const toVital = ({ id, name }: CheckUpBody['unknown'][number] | CheckUpBody['outside'][number]) => (
    <Link to="/vitals" search={{ area, vital: id, q: id }}>
      {say(name)}
    </Link>
  )
  return (
    <>
      <Named id="cu-outside" title={c('outsides')} n={body.outside.length} of={body.of.outside}>
        {body.outside.map((one) => (
          <li key={one.id}>
            {toVital(one)}{' '}
            <b>
              {number(one.value, one.decimals ?? 2)} {say(one.unit)}
            </b>{' '}
            {one.band && <Tag>{say(bandWords[one.band])}</Tag>}{' '}
            <span className="t2">
              {[c('normal-is', { range: rangeWords(one) }), say(periodWords(one.period)), whereOf(one)].join(' · ')}
            </span>
          </li>
        ))}
      </Named>
      <Named id="cu-unknown" title={c('unknowns')} n={body.unknown.length} of={body.of.unknown}>
        {body.unknown.map((one) => (
          <li key={one.id}>
            {toVital(one)}{' '}
            <span className="t2">
              {[c(`because.${one.because}`), one.period && c('last-told', { period: say(periodWords(one.period)) }), whereOf(one)]
                .filter(Boolean)
                .join(' · ')}
            </span>
          </li>
        ))}
      </Named>
    </>
  )
}

function Events({ body, area }: Props): ReactNode {
  const now = useNow()
  return (
    <>
      <Named id="cu-grave" title={c('graves')} n={body.grave.length} of={body.of.grave}>
        {body.grave.map((one) => (
          <li key={one.id}>
            <GradeBadge grade={one.grade} />{' '}
            <Link to="/events/$id" params={{ id: one.id }}>
              {one.title}
            </Link>{' '}
            <span className="t2">{c('since', { at: dateTime(one.openedAt, now, lang()) })}</span>
          </li>
        ))}
      </Named>
      <Named id="cu-repeated" title={c('repeated')} n={body.repeated.length} of={body.of.repeated}>
        {body.repeated.map((one) => (
          <li key={one.id}>
            <Link to="/objects" search={{ area, id: one.id }}>
              {one.name}
            </Link>{' '}
            <b>{c('why.events', { n: one.events })}</b> <span className="t2">{boardName(one.board)}</span>
          </li>
        ))}
      </Named>
    </>
  )
}

function Objects({ body, area }: Props): ReactNode {
  const now = useNow()
  return (
    <>
      <Named id="cu-risky" title={c('risky')} n={body.risky.length} of={body.of.risky}>
        {body.risky.map((one) => (
          <li key={one.id}>
            <RiskBadge risk={one.level} size={16} />{' '}
            <Link to="/risk" search={{ area, object: one.id, level: one.level }}>
              {one.name}
            </Link>{' '}
            <span className="t2">
              {[c('since', { at: dateTime(one.since, now, lang()) }), listed(one.why)].filter(Boolean).join(' · ')}
            </span>
          </li>
        ))}
      </Named>
      <Named id="cu-kinds" title={c('kinds')} n={body.kinds.length} of={body.kinds.length}>
        {body.kinds.map(({ kind, board, name, risks: counts }) => (
          <li key={kind} className="cu-kind-row">
            <b>{say(name)}</b>
            {risks.map((level) => (
              <span key={level} className="row nw">
                <RiskShape risk={level} size={14} />
                {counts[level] === 0 ? (
                  <span className="t2">0</span>
                ) : (
                  <Go
                    way={{ to: '/risk', search: { area, kind, level } }}
                    label={c('cell', { name: say(name), column: level, n: number(counts[level]) })}
                  >
                    {number(counts[level])}
                  </Go>
                )}
              </span>
            ))}
            <span className="t2">
              {c('unrated')} {number(counts.unrated)} · {boardName(board)}
            </span>
          </li>
        ))}
      </Named>
    </>
  )
}

type NamedProps = { id: string; title: string; n: number; of: number; children: ReactNode }

/** So many names stand in one column; more stand in two. */
const oneColumn = 8

function Named({ id, title, n, of, children }: NamedProps): ReactNode {
  return (
    <section id={id}>
      <h3>
        {title} <small>{n < of ? c('shown', { n, of }) : of}</small>
      </h3>
      {n === 0 ? <p className="t2">{c('nothing')}</p> : <ul className={n > oneColumn ? 'cu-cols' : undefined}>{children}</ul>}
    </section>
  )
}
