import { useNavigate } from '@tanstack/react-router'
import { type ReactNode, useEffect, useRef } from 'react'
import { placeWords } from '../../../contract/case-place.ts'
import type { EventRow } from '../../../contract/event.ts'
import { Age } from '../../../ui/age.tsx'
import { CaseTitle } from '../../../ui/case-title.tsx'
import { Deadline } from '../../../ui/deadline.tsx'
import { gradeWords } from '../../../ui/grade-badge.tsx'
import { Menu, type MenuEntry } from '../../../ui/menu.tsx'
import { GradeShape } from '../../../ui/risk-shape.tsx'
import { lang } from '../../../ui/t.ts'
import { Tag } from '../../../ui/tag.tsx'
import { t } from '../../messages.ts'
import { progressWords, waitsInRed } from '../../parts/state-words.ts'
import { columnOf } from '../../rules/board-columns.ts'
import { may, useSession } from '../../session.ts'
import type { Chosen } from './chosen.ts'

/** The moves of a card: a menu is the click way of what others drag. Whether a move is allowed is said by the pane it opens. */
function useMoves(row: EventRow, onChoose: (chosen: Chosen) => void): MenuEntry[] {
  const session = useSession()
  const navigate = useNavigate()
  const choose = (event: Chosen['begin']['event'], order: Chosen['begin']['order']) => () =>
    onChoose({ id: row.id, begin: { event, order } })
  const returned = columnOf(row) === 'returned'
  return [
    { id: 'open', label: t('triage.open-event'), onPress: () => void navigate({ to: '/events/$id', params: { id: row.id } }) },
    ...(row.state === 'open' && may(session, 'event.dispatch')
      ? [{ id: 'dispatch', label: t('event-verb.dispatch'), onPress: choose(null, null) }]
      : []),
    ...(may(session, 'event.urge') ? [{ id: 'urge', label: t('event-verb.urge'), onPress: choose('urge', null) }] : []),
    ...(may(session, 'event.dispatch')
      ? [{ id: 'support', label: t('event-verb.support'), onPress: choose('support', null) }]
      : []),
    ...(returned && may(session, 'work-order.arbitrate')
      ? [{ id: 'arbitrate', label: t('order-verb.arbitrate'), onPress: choose(null, 'arbitrate') }]
      : []),
    ...(may(session, 'work-order.approve') ? [{ id: 'approve', label: t('board.approve'), onPress: choose(null, null) }] : []),
    ...(may(session, 'event.raise') ? [{ id: 'raise', label: t('event-verb.raise'), onPress: choose('raise', null) }] : []),
  ]
}

type Props = { row: EventRow; on: boolean; onChoose: (chosen: Chosen) => void }

/** One event on the board: what, where, who, how long is left. A press shows it at the side. */
export function BoardCard({ row, on, onChoose }: Props): ReactNode {
  const moves = useMoves(row, onChoose)
  const card = useRef<HTMLLIElement>(null)
  useEffect(() => {
    if (on) card.current?.scrollIntoView({ block: 'nearest' })
  }, [on])
  const held = [row.leadName, row.holder].filter(Boolean).join(' · ')
  return (
    <li ref={card} className={on ? 'bcard on' : 'bcard'}>
      <div className="row top">
        <GradeShape grade={row.grade} size={20} label={gradeWords(row.grade)} unsigned={waitsInRed(row)} />
        <button
          type="button"
          className="bcard-open"
          aria-pressed={on}
          onClick={() => onChoose({ id: row.id, begin: { event: null, order: null } })}
        >
          <CaseTitle title={row.title} />
        </button>
        <Menu small label={t('board.moves', { title: row.title })} entries={moves} />
      </div>
      <p className="meta el">{placeWords(row, lang())}</p>
      <p className="bcard-who el">{held || <span className="t2">{t('event.no-lead')}</span>}</p>
      {row.clock ? (
        <Deadline clock={row.clock} />
      ) : (
        <p className="meta row">
          <Tag>{progressWords(row)}</Tag>
          <span className="grow" />
          <Age at={row.openedAt} />
        </p>
      )}
    </li>
  )
}
