import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { BacktestHaulage, HaulTrialCheck, HaulTrialExample } from '../../../contract/backtest-haulage.ts'
import { When } from '../../../ui/age.tsx'
import { duration, number } from '../../../ui/format.ts'
import { comma, createT, lang } from '../../../ui/t.ts'
import { Tag } from '../../../ui/tag.tsx'
import { haulTrialEn } from '../../messages/en-haul-trial.ts'
import { haulTrialZh } from '../../messages/zh-haul-trial.ts'
import { say } from '../../messages.ts'

const t = createT(haulTrialZh, haulTrialEn)
const columns = ['live', 'tried', 'added', 'dropped'] as const

/** What a replay of carriers cannot know, in words. */
export const haulLimits = ({ limits }: BacktestHaulage): string[] => limits.map((limit) => t(`haul-trial.limit.${limit}`))

/** What the checks of trucks, tickets and sites would have found: both numbers, what is more and what is fewer, with examples to open. */
export function HaulageTrial({ haulage, days, on }: { haulage: BacktestHaulage; days: number; on: boolean }): ReactNode {
  const { told, carriers, tickets, sites, daysTold, checks, examples } = haulage
  if (told + tickets + sites === 0)
    return (
      <p className="meta" role="status">
        {t('haul-trial.none')}
      </p>
    )
  const asked = Math.round(days * 10) / 10
  const from = { told: number(told), carriers: number(carriers), tickets: number(tickets), sites: number(sites) }
  const differing = checks.reduce((sum, { added, dropped }) => sum + added + dropped, 0)
  return (
    <>
      <p className="meta" role="status">
        {t('haul-trial.on', { ...from, days: daysTold, asked })}
      </p>
      {daysTold * 2 < days && <p className="b">{t('haul-trial.few')}</p>}
      {checks.some(({ live, tried }) => live + tried > 0) && <Checks checks={checks} on={on} />}
      {differing === 0 ? <p>{t('haul-trial.same')}</p> : <Examples examples={examples} of={differing} />}
    </>
  )
}

function Checks({ checks, on }: { checks: readonly HaulTrialCheck[]; on: boolean }): ReactNode {
  const found = checks.filter(({ live, tried }) => live + tried > 0)
  const quiet = checks.filter((check) => !found.includes(check))
  const sum = (id: (typeof columns)[number]): number => found.reduce((n, one) => n + one[id], 0)
  return (
    <>
      <div className="sideways">
        <table className="tb trial-rows">
          <thead>
            <tr>
              <th scope="col">{t('haul-trial.check')}</th>
              {columns.map((id) => (
                <th key={id} scope="col" className="num">
                  {t(on && (id === 'live' || id === 'tried') ? `haul-trial.${id}-on` : `haul-trial.${id}`)}
                </th>
              ))}
              <th scope="col">{t('haul-trial.truth')}</th>
            </tr>
          </thead>
          <tbody>
            {found.map((check) => (
              <tr key={check.check}>
                <th scope="row">{say(check.name)}</th>
                {columns.map((id) => (
                  <td key={id} className={id === 'tried' ? 'num b' : 'num'}>
                    {number(check[id])}
                  </td>
                ))}
                <td>{check.dropped === 0 ? null : truth(check)}</td>
              </tr>
            ))}
            <tr>
              <th scope="row">{t('haul-trial.all')}</th>
              {columns.map((id) => (
                <td key={id} className={id === 'tried' ? 'num b' : 'num'}>
                  {number(sum(id))}
                </td>
              ))}
              <td />
            </tr>
          </tbody>
        </table>
      </div>
      {quiet.length > 0 && (
        <p className="meta">{t('haul-trial.quiet', { names: quiet.map(({ name }) => say(name)).join(comma()) })}</p>
      )}
    </>
  )
}

const truth = ({ dropped, droppedReal: real, droppedFalse }: HaulTrialCheck): string =>
  t('haul-trial.truth-of', { real, false: droppedFalse, open: dropped - real - droppedFalse })

function Examples({ examples, of }: { examples: readonly HaulTrialExample[]; of: number }): ReactNode {
  return (
    <>
      <h3>{t('haul-trial.examples')}</h3>
      {examples.length < of && <p className="meta">{t('haul-trial.shown', { n: examples.length, of: number(of) })}</p>}
      <div className="sideways">
        <table className="tb trial-rows">
          <thead>
            <tr>
              {(['what', 'check', 'object', 'at', 'why', 'event'] as const).map((id) => (
                <th key={id} scope="col">
                  {t(`haul-trial.${id}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {examples.map((one) => (
              <tr key={`${one.what} ${one.check} ${one.object} ${one.at}`}>
                <td>
                  <Tag>{t(`haul-trial.${one.what}`)}</Tag>
                </td>
                <td>{say(one.name)}</td>
                <td>
                  {one.object ? (
                    <Link to="/objects" search={{ id: one.object }}>
                      {one.label}
                    </Link>
                  ) : (
                    `${one.label}（${t('haul-trial.no-object')}）`
                  )}
                </td>
                <td>
                  <When at={one.at} />
                </td>
                <td>{why(one)}</td>
                <td>{became(one)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  )
}

function became({ event, verdict }: HaulTrialExample): ReactNode {
  if (!event) return t('haul-trial.no-event')
  return (
    <>
      <Link to="/events/$id" params={{ id: event.id }}>
        {event.no}
      </Link>
      {verdict && ` ${t(`haul-trial.${verdict}`)}`}
    </>
  )
}

/** What a finding follows from, the values that are known. */
function why({ evidence, at }: HaulTrialExample): string {
  const { since, speed, limit, metres, load, permit, ticket, taken, permitted, washed, place } = evidence
  const n = (value: unknown): string => number(Math.round(Number(value) * 10) / 10)
  const held = typeof since === 'string' && since.includes('T') ? Date.parse(at) - Date.parse(since) : 0
  const parts = [
    typeof speed === 'number' && t('haul-trial.why.speed', { n: n(speed) }),
    typeof limit === 'number' && t('haul-trial.why.limit', { n: n(limit) }),
    held >= 1_000 && t('haul-trial.why.held', { s: duration(held, lang(), 1_000) }),
    typeof load === 'number' && t('haul-trial.why.load', { n: n(load) }),
    typeof permit === 'string' && t('haul-trial.why.permit', { no: permit }),
    typeof ticket === 'string' && t('haul-trial.why.ticket', { no: ticket }),
    typeof place === 'string' && place,
    washed === false && t('haul-trial.why.washed'),
    typeof metres === 'number' && t('haul-trial.why.metres', { n: n(metres) }),
    typeof taken === 'number' && t('haul-trial.why.taken', { n: n(taken) }),
    typeof permitted === 'number' && t('haul-trial.why.permitted', { n: n(permitted) }),
  ]
  return parts.filter((part) => typeof part === 'string' && part !== '').join(comma())
}
