import type { ReactNode } from 'react'
import type { RiskWall } from '../../contract/object-risk.ts'
import type { Risk } from '../../contract/scales.ts'
import type { WallFigure } from '../../contract/wall-figures.ts'
import { NONE, number } from '../../ui/format.ts'
import { riskWord } from '../../ui/risk-badge.tsx'
import { RiskShape } from '../../ui/risk-shape.tsx'
import { comma, lang } from '../../ui/t.ts'
import { PanelHead, PartUnread } from '../panel/panel.tsx'
import { Opens } from '../rows/opens.tsx'
import { t } from '../t.ts'

/** The five levels, the worst first; the contract's own list would bring its schemas along. */
export const levels = ['red', 'orange', 'yellow', 'blue', 'green'] as const satisfies readonly Risk[]

/** "+3", "−2", "0": against a week ago. */
const signed = (n: number): string => (n > 0 ? `+${number(n)}` : n < 0 ? `−${number(-n)}` : '0')

function Week({ counts, week, level }: { counts: Counts; week: RiskWall['week']; level: Risk }): ReactNode {
  // A week ago nothing was rated yet, or it cannot be read: that is no zero of any level.
  if (!week || !levels.some((one) => week.before[one] > 0)) return t('risk.week', { n: NONE })
  return (
    <>
      {t('risk.week', { n: number(week.before[level]) })} <b>{signed(counts[level] - week.before[level])}</b>
    </>
  )
}
type Counts = NonNullable<RiskWall['counts']>

/** How many objects have each level, and had a week ago; what nobody has rated stands beside them, never among the green. */
export function Levels({ wall: { counts, week }, onRetry }: { wall: RiskWall; onRetry: () => void }): ReactNode {
  if (counts === null) return <PartUnread title={t('risk.levels')} onRetry={onRetry} />
  const rated = levels.reduce((sum, level) => sum + counts[level], 0)
  return (
    <section className="wp grow">
      <PanelHead title={t('risk.levels')} />
      <ul className="lv5">
        {levels.map((level) => (
          <li key={level}>
            <Opens figure="risk" level={level} title={riskWord(level)}>
              <RiskShape risk={level} size={44} label="" />
              <span className="k">{riskWord(level)}</span>
              <span className="n">{number(counts[level])}</span>
              <span className="f">
                <Week counts={counts} week={week} level={level} />
              </span>
            </Opens>
          </li>
        ))}
        <li>
          <Opens figure="risk" level="unrated" title={t('risk.unrated-long')}>
            <RiskShape risk={null} size={44} label="" />
            <span className="k">{t('risk.unrated-long')}</span>
            <span className="n">{number(counts.unrated)}</span>
            <span className="f">{t('risk.rated', { n: number(rated), of: number(rated + counts.unrated) })}</span>
          </Opens>
        </li>
      </ul>
    </section>
  )
}

/** What moved within a week, what is not known, and which kinds of objects are rated. */
export function Moved({ wall: { unknown, week, kinds, desk }, onRetry }: { wall: RiskWall; onRetry: () => void }): ReactNode {
  if (week === null && desk === null && unknown === null) return <PartUnread title={t('risk.moved')} onRetry={onRetry} />
  const shown = (n: number | undefined | null): string => (n == null ? t('panel.unread-one') : number(n))
  return (
    <section className="wp">
      <PanelHead title={t('risk.moved')} />
      <ul className="cl">
        <Line figure="worse" name={t('risk.worse')} value={shown(week?.worse)} />
        <Line figure="better" name={t('risk.better')} value={shown(week?.better)} />
        <Line figure="desk" name={t('risk.desk')} value={shown(desk)} />
        <Line
          figure="unknown"
          name={t('risk.unknown')}
          value={unknown ? `${number(unknown.n)}/${number(unknown.of)}` : shown(null)}
        />
        <Line name={t('risk.kinds')} value={kinds.map(({ name }) => name[lang() === 'en' ? 'en' : 'zh']).join(comma()) || NONE} />
      </ul>
    </section>
  )
}

const Line = ({ name, value, figure }: { name: string; value: string; figure?: WallFigure }): ReactNode => (
  <li>
    <span className="t2">{name}</span>
    {figure ? (
      <Opens figure={figure} title={name} label={`${name} ${value}`}>
        {value}
      </Opens>
    ) : (
      <b>{value}</b>
    )}
  </li>
)
