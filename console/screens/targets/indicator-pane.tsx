import type { ReactNode } from 'react'
import { periodWords } from '../../../contract/period-words.ts'
import type { TargetBoard, TargetIndicatorRow } from '../../../contract/target.ts'
import { number } from '../../../ui/format.ts'
import { Tag } from '../../../ui/tag.tsx'
import { say } from '../../messages.ts'
import { g } from './g.ts'
import { History } from './history.tsx'
import { Owners, Review } from './item-pane.tsx'
import { attainedText, expectedText, Light, valueText } from './light.tsx'
import { SayForm } from './say-form.tsx'

/** One indicator: what should be there, how that and its attainment are reckoned, its values, and a form for its owners. */
export function IndicatorPane({ board, row }: { board: TargetBoard; row: TargetIndicatorRow }): ReactNode {
  const text = (value: number | null | undefined) => valueText(value, row.decimals)
  return (
    <aside className="side tg-pane" aria-label={say(row.name)}>
      <section>
        <h2>{say(row.name)}</h2>
        <p>
          <Light light={row.light} /> {row.attainment && <b>{attainedText(row)}</b>}
        </p>
        <p className="meta">{formula(board, row)}</p>
        <dl className="kv tg-kv">
          <dt>{g('current', { period: periodText(row.due) })}</dt>
          <dd>
            {text(row.current?.value)} {row.current && say(row.unit)} {row.current?.sample && <Tag>{g('sample')}</Tag>}
          </dd>
          <dt>{g('expected')}</dt>
          <dd>{expectedText(row)}</dd>
          {row.baseline && (
            <>
              <dt>{g('baseline', { period: periodText(row.baseline.period) })}</dt>
              <dd>{text(row.baseline.value)}</dd>
            </>
          )}
          {row.targets.map(({ period, value, over }) => (
            <Target key={period} period={period} text={over ? g('over', { value: text(value) }) : text(value)} />
          ))}
          <Owners row={row} />
          <Review row={row} />
        </dl>
      </section>
      <section>
        <h3>{g('values')}</h3>
        {row.values.length === 0 && <p className="meta">{g('no-values')}</p>}
        <ul className="tg-values">
          {row.values.toReversed().map(({ period, value, yearOnYear, sample }) => (
            <li key={period}>
              <span>{periodText(period)}</span> <b>{text(value)}</b>
              <span className="meta">{yearOnYear !== null && g('yoy', { n: signed(yearOnYear) })}</span>
              {sample && <Tag>{g('sample')}</Tag>}
            </li>
          ))}
        </ul>
      </section>
      <SayForm board={board} row={row} kinds={['value', 'reason', 'next', 'evidence']} />
      <History board={board} subject={row.id} />
    </aside>
  )
}

const Target = ({ period, text }: { period: string; text: string }): ReactNode => (
  <>
    <dt>{g('target', { period: periodText(period) })}</dt>
    <dd>{text}</dd>
  </>
)
const periodText = (period: string): string => say(periodWords(period))
const signed = (n: number): string => `${n > 0 ? '+' : ''}${number(n)}`

function formula(board: TargetBoard, row: TargetIndicatorRow): string {
  const { attainment, targets, seasonal } = row
  if (!attainment) return targets.length > 0 || !row.named ? g('formula.none') : ''
  const { formula: by, top, bottom } = attainment
  return [
    g(`formula.${by}`, { top: number(top), bottom: number(bottom) }),
    g('formula.bands', { slow: number(board.slowFrom * 100, 0) }),
    g(seasonal ? 'expected.season' : 'expected.straight'),
  ].join(' · ')
}
