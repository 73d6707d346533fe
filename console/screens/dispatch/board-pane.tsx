import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { placeWords } from '../../../contract/case-place.ts'
import { Button } from '../../../ui/button.tsx'
import { CaseTitle, DrillStrip } from '../../../ui/case-title.tsx'
import { gradeWords } from '../../../ui/grade-badge.tsx'
import { GradeShape } from '../../../ui/risk-shape.tsx'
import { Failed, Loading } from '../../../ui/screen.tsx'
import { lang } from '../../../ui/t.ts'
import { t } from '../../messages.ts'
import { progressWords } from '../../parts/state-words.ts'
import { eventQuery } from '../../queries.ts'
import { EventActions } from '../event-detail/event-actions.tsx'
import { EventWork } from '../event-detail/event-work.tsx'
import type { Chosen } from './chosen.ts'

/** The chosen event at the side of the board: its orders, what closing still needs, and every move the server allows. */
export function BoardPane({ chosen, onClose }: { chosen: Chosen; onClose: () => void }): ReactNode {
  const query = useQuery(eventQuery(chosen.id))
  const event = query.data?.id === chosen.id ? query.data : null
  if (!event) return query.error ? <Failed error={query.error} onRetry={() => void query.refetch()} /> : <Loading />
  return (
    <div className="bpane">
      <header className="row top">
        <GradeShape grade={event.grade} size={20} label="" />
        <div className="grow">
          <h2>
            <Link to="/events/$id" params={{ id: event.id }} className="cell-link">
              <CaseTitle title={event.title} />
            </Link>
          </h2>
          <p className="meta facts">
            <b className="b ink">{gradeWords(event.grade)}</b>
            <b className="b ink">{progressWords(event)}</b>
            <span>{placeWords(event, lang())}</span>
          </p>
        </div>
        <Button small kind="ghost" icon="x" label={t('board.close')} onPress={onClose} />
      </header>
      <DrillStrip title={event.title} />
      <div className="bpane-in">
        <EventWork event={event} begin={chosen.begin.order} />
      </div>
      <EventActions event={event} old={query.isError} drawer={null} begin={chosen.begin.event} />
    </div>
  )
}
