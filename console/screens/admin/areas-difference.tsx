import type { ReactNode } from 'react'
import type { AreaChangePlan, AreaFault } from '../../../contract/area-change.ts'
import { Banner } from '../../../ui/banner.tsx'
import { NONE, number } from '../../../ui/format.ts'
import { say } from '../../messages.ts'
import { TableHeads } from '../../parts/table-heads.tsx'
import { t } from './areas-words.ts'

/** Rows of what goes along are many and alike. */
const shown = 60

/** What a change of areas would do, before anything is done. */
export function AreaDifference({ plan }: { plan: AreaChangePlan }): ReactNode {
  const { ends, begins, renames, units, faults, objects, openEvents } = plan
  const counts = { ends: number(ends.length), begins: number(begins.length), renames: number(renames.length) }
  return (
    <section aria-label={t('areas.difference')} className="wide">
      {faults.length > 0 && <Banner icon="alert">{t('areas.faults', { n: number(faults.length) })}</Banner>}
      {faults.length > 0 && <Faults faults={faults} />}
      <h3>
        {t('areas.difference')} <span className="meta">{t('areas.counts', counts)}</span>
      </h3>
      <Lines plan={plan} />
      <p className="meta">{t('areas.stays', { objects: number(objects), events: number(openEvents) })}</p>
      {units.length > 0 && <Units units={units} />}
    </section>
  )
}

/** What stands in the way, by its line. */
export const Faults = ({ faults }: { faults: readonly AreaFault[] }): ReactNode => (
  <ul>
    {faults.map((fault) => (
      <li key={`${fault.row} ${fault.zh}`}>{t('areas.fault', { row: number(fault.row), said: say(fault) })}</li>
    ))}
  </ul>
)

const underWords = ({ code, name, above }: { code: string; name: string; above: string }): string =>
  t('areas.under', { code, name, above })

type Line = { key: string; change: string; was: string; now: string }

/** Each area that changes, before and from the day on, the higher ones first. */
function linesOf({ ends, begins, renames }: AreaChangePlan): Line[] {
  const begun = new Map(begins.map((one) => [one.code, one]))
  const nameOf = (code: string): string => {
    const one = begun.get(code)
    return one ? underWords(one) : code
  }
  const changeOf = (to: readonly string[]): string => {
    if (to.length === 0) return t('areas.ended')
    if (to.length > 1) return t('areas.split')
    return t((begun.get(to[0]!)?.of.length ?? 2) > 1 ? 'areas.merged' : 'areas.moved')
  }
  const ended = ends.map((one) => ({
    ...{ key: one.code, change: changeOf(one.to), was: underWords(one) },
    now: one.to.map(nameOf).join('、') || NONE,
  }))
  const fresh = begins
    .filter(({ of }) => of.length === 0)
    .map((one) => ({ key: one.code, change: t('areas.begun'), was: NONE, now: underWords(one) }))
  const called = renames.map(({ code, was, name, kind }) => ({
    ...{ key: code, change: t('areas.renamed'), was: `${code} ${was}`, now: `${code} ${name}（${kind}）` },
  }))
  return [...called, ...ended, ...fresh]
}

function Lines({ plan }: { plan: AreaChangePlan }): ReactNode {
  const lines = linesOf(plan)
  return (
    <>
      <table className="tb">
        <TableHeads labels={[t('areas.change'), t('areas.was'), t('areas.now')]} />
        <tbody>
          {lines.slice(0, shown).map(({ key, change, was, now }) => (
            <tr key={key}>
              <td className="nw">{change}</td>
              <td>{was}</td>
              <td>{now}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {lines.length > shown && <p className="meta">{t('areas.more', { n: number(lines.length - shown) })}</p>}
    </>
  )
}

function Units({ units }: { units: AreaChangePlan['units'] }): ReactNode {
  return (
    <>
      <h3>{t('areas.units')}</h3>
      <table className="tb">
        <TableHeads labels={[t('areas.unit'), t('areas.unit-to'), t('areas.unit-parent')]} />
        <tbody>
          {units.map(({ id, name, to, parentWas, parentNow }) => (
            <tr key={id}>
              <td>{name}</td>
              <td>{to.join('、') || t('areas.unit-none')}</td>
              <td>
                {parentNow
                  ? t('areas.unit-moves', { was: parentWas ?? NONE, now: parentNow })
                  : t('areas.unit-same', { was: parentWas ?? NONE })}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  )
}
