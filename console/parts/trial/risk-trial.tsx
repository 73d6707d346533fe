import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { BacktestRisk, RiskTrialExample, RiskTrialKind } from '../../../contract/backtest-risk.ts'
import { risks } from '../../../contract/scales.ts'
import { When } from '../../../ui/age.tsx'
import { number } from '../../../ui/format.ts'
import { RiskBadge, riskWord } from '../../../ui/risk-badge.tsx'
import { comma, createT } from '../../../ui/t.ts'
import { riskTrialEn } from '../../messages/en-risk-trial.ts'
import { riskTrialZh } from '../../messages/zh-risk-trial.ts'
import { say } from '../../messages.ts'

const t = createT(riskTrialZh, riskTrialEn)

/** What new risk settings make of the objects as they stand now: how many of each colour, who changes, the gravest with why. */
export function RiskTrial({ risk }: { risk: BacktestRisk }): ReactNode {
  const { objects, kinds, examples, ms } = risk
  if (objects === 0)
    return (
      <p className="meta" role="status">
        {t('risk-trial.none')}
      </p>
    )
  const moved = kinds.reduce((sum, { moves }) => sum + moves.reduce((n, one) => n + one.n, 0), 0)
  return (
    <>
      <p className="meta" role="status">
        {t('risk-trial.on', { n: number(objects), s: `${number(ms / 1_000, 1)} s` })}
      </p>
      {kinds.map((one) => (
        <Kind key={one.kind} one={one} />
      ))}
      {moved === 0 ? <p>{t('risk-trial.same')}</p> : <Examples examples={examples} of={moved} />}
    </>
  )
}

function Kind({ one: { name, live, tried, moves, soon } }: { one: RiskTrialKind }): ReactNode {
  const said = moves.map(({ from, to, n }) => t('risk-trial.move', { from: riskWord(from), to: riskWord(to), n: number(n) }))
  return (
    <>
      <div className="sideways">
        <table className="tb trial-sides" aria-label={say(name)}>
          <thead>
            <tr>
              <th scope="col">{say(name)}</th>
              <th scope="col" className="num">
                {t('risk-trial.live')}
              </th>
              <th scope="col" className="num">
                {t('risk-trial.tried')}
              </th>
            </tr>
          </thead>
          <tbody>
            {risks.map((level) => (
              <tr key={level}>
                <th scope="row">
                  <RiskBadge risk={level} />
                </th>
                <td className="num">{number(live[level])}</td>
                <td className="num b">{number(tried[level])}</td>
              </tr>
            ))}
            <tr>
              <th scope="row">{t('risk-trial.soon')}</th>
              <td className="num">{number(soon.live)}</td>
              <td className="num b">{number(soon.tried)}</td>
            </tr>
          </tbody>
        </table>
      </div>
      {said.length > 0 && <p>{t('risk-trial.moves', { moves: said.join(comma()) })}</p>}
    </>
  )
}

function Examples({ examples, of }: { examples: readonly RiskTrialExample[]; of: number }): ReactNode {
  return (
    <>
      <h3>{t('risk-trial.examples')}</h3>
      {examples.length < of && <p className="meta">{t('risk-trial.shown', { n: examples.length, of: number(of) })}</p>}
      <div className="sideways">
        <table className="tb trial-rows">
          <thead>
            <tr>
              <th scope="col">{t('risk-trial.object')}</th>
              <th scope="col">{t('risk-trial.change')}</th>
              <th scope="col" className="num">
                {t('risk-trial.score')}
              </th>
              <th scope="col">{t('risk-trial.why')}</th>
              <th scope="col">{t('risk-trial.worsens')}</th>
            </tr>
          </thead>
          <tbody>
            {examples.map((one) => (
              <tr key={one.object}>
                <td>
                  <Link to="/objects" search={{ id: one.object }}>
                    {one.label}
                  </Link>
                </td>
                <td className="nowrap">
                  {riskWord(one.from)} → <RiskBadge risk={one.to} />
                </td>
                <td className="num">{number(one.score, 1)}</td>
                <td>{one.why.map(say).join(comma())}</td>
                <td>
                  {one.worsens && (
                    <>
                      {riskWord(one.worsens.level)} <When at={one.worsens.at} />
                    </>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  )
}
