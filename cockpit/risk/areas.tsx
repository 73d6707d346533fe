import type { CSSProperties, ReactNode } from 'react'
import type { RiskWall } from '../../contract/object-risk.ts'
import type { FigureLevel } from '../../contract/wall-figures.ts'
import { number } from '../../ui/format.ts'
import { riskWord } from '../../ui/risk-badge.tsx'
import { RiskShape } from '../../ui/risk-shape.tsx'
import { briefName } from '../map/marker.tsx'
import { PanelHead, PartUnread } from '../panel/panel.tsx'
import { hrefOf } from '../route.ts'
import { Opens } from '../rows/opens.tsx'
import { t } from '../t.ts'
import { levels } from './levels.tsx'

type Part = NonNullable<RiskWall['children']>[number]

/** An area without any object has no figure: it is counted beside the others, not shown with zeros. */
const isEmpty = ({ counts }: Part): boolean => levels.every((level) => counts[level] === 0) && counts.unrated === 0

type Shown = { parts: readonly Part[]; opens: boolean; unrated: boolean; rows: number }

/** How many objects of a level a part has; none opens nothing. */
function Cell({ part, level }: { part: Part; level: FigureLevel }): ReactNode {
  const n = part.counts[level]
  if (n === 0) return number(n)
  const title = `${part.name} · ${level === 'unrated' ? t('risk.unrated-long') : riskWord(level)}`
  return (
    <Opens figure="risk" level={level} part={part.code} title={title} label={`${title} ${number(n)}`}>
      {number(n)}
    </Opens>
  )
}

function Row({ part, opens, unrated }: Pick<Shown, 'opens' | 'unrated'> & { part: Part }): ReactNode {
  return (
    <tr>
      <th scope="row">
        {opens && part.path ? (
          <a href={hrefOf({ screen: 'risk', area: part.path })}>{briefName(part.name)}</a>
        ) : (
          briefName(part.name)
        )}
      </th>
      {levels.map((level) => (
        <td key={level} className={part.counts[level] > 0 ? 'some' : 't2'}>
          <Cell part={part} level={level} />
        </td>
      ))}
      {unrated && (
        <td className="t2">
          <Cell part={part} level="unrated" />
        </td>
      )}
    </tr>
  )
}

function Half({ parts, opens, unrated, rows }: Shown): ReactNode {
  // Rows share the height there is, those of both halves alike, also below the bar of a red event.
  return (
    <table className="ra" style={{ '--rows': rows + 1 } as CSSProperties}>
      <thead>
        <tr>
          <th scope="col">{t('risk.area')}</th>
          {levels.map((level) => (
            <th key={level} scope="col">
              <RiskShape risk={level} size={26} label={riskWord(level)} />
            </th>
          ))}
          {unrated && (
            <th scope="col">
              <RiskShape risk={null} size={26} label={t('risk.unrated')} />
            </th>
          )}
        </tr>
      </thead>
      <tbody>
        {parts.map((part) => (
          <Row key={part.code} part={part} opens={opens} unrated={unrated} />
        ))}
      </tbody>
    </table>
  )
}

/** Counts of each part of the area, in two columns; a city's districts can be opened. */
export function Areas({ wall: { children, area }, onRetry }: { wall: RiskWall; onRetry: () => void }): ReactNode {
  if (children === null) return <PartUnread title={t('risk.areas')} onRetry={onRetry} />
  const parts = children.filter((part) => !isEmpty(part))
  const half = Math.ceil(parts.length / 2)
  const halves = parts.length > 12 ? [parts.slice(0, half), parts.slice(half)] : [parts]
  const empty = children.length - parts.length
  return (
    <section className="wp ras" aria-label={t('risk.areas')}>
      <PanelHead title={t('risk.areas')} note={empty > 0 && t('risk.areas-empty', { n: empty })} />
      <div className="ra2">
        {halves.map((some) => (
          <Half
            key={some[0]?.code ?? 'none'}
            parts={some}
            rows={halves[0]?.length ?? 0}
            opens={area.tier === 'city' || area.tier === 'district'}
            unrated={children.some(({ counts }) => counts.unrated > 0)}
          />
        ))}
      </div>
    </section>
  )
}
