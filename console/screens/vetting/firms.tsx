import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { HaulEffect, HaulFirm, HaulFirmRate } from '../../../contract/haul-effect.ts'
import { When } from '../../../ui/age.tsx'
import { NONE, number } from '../../../ui/format.ts'
import { gradeWords } from '../../../ui/grade-badge.tsx'
import { say, t } from '../../messages.ts'
import { haul } from './words.ts'

/** Firms with their rate, what it is made of and their trips: the worst first. Of firms, never of drivers; no trips is no rate. */
export function Firms({ page }: { page: HaulEffect }): ReactNode {
  if (page.firms.length === 0) return null
  const rated = page.firms.find(({ rate }) => rate)?.rate ?? null
  return (
    <>
      <header className="sect">
        <h2>{t('vetting.firms', { days: page.days })}</h2>
      </header>
      <span className="t2">
        {rated && <>{haul('firm.how', { least: number(rated.least) })} · </>}
        {haul('firm.since')} <When at={page.from} />
      </span>
      <table className="tb firms" aria-label={t('vetting.firms', { days: page.days })}>
        <thead>
          <tr>
            <th>{t('vetting.firm')}</th>
            {rated && (
              <>
                <th className="num">{haul('firm.rate')}</th>
                <th className="num">{haul('firm.weighed-of')}</th>
                <th>{haul('firm.made-of')}</th>
              </>
            )}
            <th className="num">{t('vetting.cases-of')}</th>
            <th>{t('vetting.reasons')}</th>
          </tr>
        </thead>
        <tbody>
          {page.firms.map((firm) => (
            <Row key={firm.code} firm={firm} isRated={rated !== null} />
          ))}
        </tbody>
      </table>
    </>
  )
}

function Row({ firm, isRated }: { firm: HaulFirm; isRated: boolean }): ReactNode {
  return (
    <tr>
      <td>{firm.name}</td>
      {isRated && firm.rate && <Rate rate={firm.rate} />}
      <td className="num">{`${number(firm.cases)}/${number(firm.tickets)}`}</td>
      <td>
        <Reasons firm={firm} />
      </td>
    </tr>
  )
}

/** What its cases were of; unfolded, the newest of them by name. */
function Reasons({ firm: { reasons, newest, cases } }: { firm: HaulFirm }): ReactNode {
  const words = reasons.map((one) => `${say(one.typeName)} ${number(one.n)}`).join(' · ') || NONE
  if (newest.length === 0) return words
  return (
    <details>
      <summary>{words}</summary>
      <ul className="firm-cases">
        {newest.map(({ id, no, title, at }) => (
          <li key={id}>
            <Link to="/events/$id" params={{ id }}>
              {title}
            </Link>{' '}
            <span className="t2">
              {no} · <When at={at} />
            </span>
          </li>
        ))}
      </ul>
      {newest.length < cases && <p className="t2">{haul('firm.newest', { n: number(newest.length), of: number(cases) })}</p>}
    </details>
  )
}

function Rate({ rate }: { rate: HaulFirmRate }): ReactNode {
  const { value, weighed, trips, grades } = rate
  return (
    <>
      {value === null ? (
        <td className="num t2">{haul(trips === 0 ? 'firm.no-trips' : 'firm.few-trips')}</td>
      ) : (
        <td className="num b">{number(value)}</td>
      )}
      <td className="num">{`${number(weighed)}/${number(trips)}`}</td>
      <td>{grades.map(({ grade, n, weight }) => `${gradeWords(grade)} ${number(n)} × ${number(weight)}`).join(' + ') || NONE}</td>
    </>
  )
}
