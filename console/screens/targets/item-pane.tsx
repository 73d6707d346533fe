import type { ReactNode } from 'react'
import type { TargetBoard, TargetItemRow } from '../../../contract/target.ts'
import { NONE, number } from '../../../ui/format.ts'
import { comma } from '../../../ui/t.ts'
import { Tag } from '../../../ui/tag.tsx'
import { say } from '../../messages.ts'
import { g } from './g.ts'
import { History } from './history.tsx'
import { Light, whyWords } from './light.tsx'
import { SayForm } from './say-form.tsx'

/** One item: why it has its light, its milestones and figures, what was said, and a form for its owners. */
export function ItemPane({ board, row }: { board: TargetBoard; row: TargetItemRow }): ReactNode {
  return (
    <aside className="side tg-pane" aria-label={say(row.name)}>
      <section>
        <h2>{say(row.name)}</h2>
        <p>
          <Light light={row.light} /> <span className="meta">{whyWords(row, say)}</span>
        </p>
        <dl className="kv tg-kv">
          <Owners row={row} />
          <dt>{g('due')}</dt>
          <dd>{row.due ?? g('no-day')}</dd>
          <dt>{g('progress')}</dt>
          <dd>
            <Progress row={row} />
          </dd>
          {row.figures.map(({ name, value, unit }) => (
            <Figure key={name.zh} name={say(name)} text={`${number(value)} ${say(unit)}`} />
          ))}
          <Review row={row} />
        </dl>
      </section>
      {row.milestones.length > 0 && (
        <section>
          <h3>{g('milestones')}</h3>
          <ul className="tg-steps">
            {row.milestones.map(({ id, name, due, done }) => (
              <li key={id}>
                <b aria-hidden="true">{done ? '✓' : '○'}</b> {say(name)}{' '}
                <span className="meta">
                  {done ? g('reached', { day: done }) : due ? g('milestone-due', { day: due }) : g('no-day')}
                </span>
              </li>
            ))}
          </ul>
        </section>
      )}
      <SayForm
        board={board}
        row={row}
        kinds={['progress', ...(row.milestones.length > 0 ? (['milestone'] as const) : []), 'reason', 'next', 'evidence']}
      />
      <History board={board} subject={row.id} />
    </aside>
  )
}

const Figure = ({ name, text }: { name: string; text: string }): ReactNode => (
  <>
    <dt>{name}</dt>
    <dd>{text}</dd>
  </>
)

function Progress({ row: { progress } }: { row: TargetItemRow }): ReactNode {
  if (!progress) return NONE
  const { percent, expected, words, stuck, sample } = progress
  return (
    <>
      {percent !== null && <b>{number(percent, 0)}% </b>}
      {words} {stuck && <Tag>{g('stuck')}</Tag>} {sample && <Tag>{g('sample')}</Tag>}
      {expected !== null && <span className="meta"> {g('expected-percent', { n: expected })}</span>}
    </>
  )
}

type Owned = Pick<TargetItemRow, 'owner' | 'coOwners' | 'reason' | 'next' | 'light'>
export const Owners = ({ row }: { row: Owned }): ReactNode => (
  <>
    <dt>{g('owner')}</dt>
    <dd>{row.owner?.name ?? g('no-owner')}</dd>
    {row.coOwners.length > 0 && (
      <>
        <dt>{g('co-owners')}</dt>
        <dd>{row.coOwners.map(({ name }) => name).join(comma())}</dd>
      </>
    )}
  </>
)

/** Why it is behind and what comes next; asked of whatever is behind or slow. */
export function Review({ row }: { row: Owned }): ReactNode {
  const asked = row.light === 'behind' || row.light === 'slow'
  if (!asked && !row.reason && !row.next) return null
  return (
    <>
      <dt>{g('reason')}</dt>
      <dd>{row.reason ?? g('not-said')}</dd>
      <dt>{g('next')}</dt>
      <dd>
        {row.next?.words ?? g('not-said')} {row.next?.due && <span className="meta">{g('by', { day: row.next.due })}</span>}
      </dd>
    </>
  )
}
