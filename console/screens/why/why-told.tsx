import type { ReactNode } from 'react'
import type { Why } from '../../../contract/why.ts'
import { clockTime } from '../../../ui/format.ts'
import { t as part } from '../../../ui/t.ts'
import { Tag } from '../../../ui/tag.tsx'
import { t, tell } from '../../messages.ts'
import { because } from '../../parts/because.ts'

type Event = Why['events'][number]
type Told = Event['told'][number]
type NotTold = Event['notTold'][number]

/** Who was called by which ways and what came of it; then who was not called, and why. `one`: only the lines of one person are here. */
export function WhyTold({ event, one }: { event: Event; one: boolean }): ReactNode {
  const { told, notTold } = event
  return (
    <>
      {!(one && told.length === 0) && <ToldTable told={told} />}
      {!(one && notTold.length === 0) && <NotToldList notTold={notTold} />}
    </>
  )
}

function ToldTable({ told }: { told: Told[] }): ReactNode {
  return (
    <>
      <h3 className="why-h">{t('why-page.told', { n: told.length })}</h3>
      {told.length === 0 ? (
        <p className="meta">{t('why-page.told-none')}</p>
      ) : (
        <div className="sideways">
          <table className="tb why-told">
            <thead>
              <tr>
                {(['who', 'when', 'ways', 'outcome'] as const).map((column) => (
                  <th key={column} scope="col">
                    {t(`why-page.told.${column}`)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {told.map((call, i) => (
                <ToldRow key={`${call.postName}-${call.at}-${i}`} one={call} />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </>
  )
}

function NotToldList({ notTold }: { notTold: NotTold[] }): ReactNode {
  return (
    <>
      <h3 className="why-h">{t('why-page.not-told', { n: notTold.length })}</h3>
      {notTold.length === 0 && <p className="meta">{t('why-page.not-told-none')}</p>}
      <ul className="why-not">
        {notTold.map((line, i) => (
          <li key={`${line.postName}-${i}`}>
            <span>
              <b className="b">{line.personName ?? t('why-page.nobody')}</b> <span className="t2">{placeOf(line)}</span>
            </span>
            <span className="t2 r">{tell(`why-page.not.${line.reason}`) ?? line.reason}</span>
          </li>
        ))}
      </ul>
    </>
  )
}

const placeOf = ({ unitName, postName, step }: NotTold): string =>
  [unitName, postName, step === null ? null : t('why-page.step', { n: step + 1 })].filter(Boolean).join(' · ')

function ToldRow({ one }: { one: Told }): ReactNode {
  const strong = one.outcome === 'waiting' || one.outcome === 'passed-on' || one.outcome === 'vacant'
  return (
    <tr>
      <th scope="row">
        <b className="b">{one.personName ?? t('why-page.nobody')}</b>
        <p className="meta">
          {one.unitName} · {one.postName}
        </p>
      </th>
      <td>
        {clockTime(one.at, true)}
        <p className="meta">
          {t('why-page.step', { n: one.step + 1 })} · {because(one.why)}
        </p>
      </td>
      <td>
        {one.attempts.map((attempt) => (
          <p key={attempt.id}>
            {part(`channel.${attempt.channel}`)} <span className="meta">{wayWords(attempt)}</span>
          </p>
        ))}
      </td>
      <td>
        <Tag kind={strong ? 'strong' : 'plain'}>{t(`why-page.outcome.${one.outcome}`)}</Tag>
        {one.answeredAt && one.outcome === 'accepted' && <p className="meta">{clockTime(one.answeredAt, true)}</p>}
      </td>
    </tr>
  )
}

/** When a way was tried and what became of it; an error in words where we have them. */
function wayWords({ at, state, answer, error }: Told['attempts'][number]): string {
  const said = answer ? part(`answer.${answer}`) : t(`why-page.way.${state}`)
  const why = error === 'no-channel' ? because('no-channel') : null
  return [clockTime(at, true), why ?? said].join(' ')
}
