import { Link } from '@tanstack/react-router'
import { shortPlace } from '../../../contract/case-place.ts'
import type { EventRow } from '../../../contract/event.ts'
import { Age } from '../../../ui/age.tsx'
import { CaseTitle } from '../../../ui/case-title.tsx'
import { Deadline } from '../../../ui/deadline.tsx'
import { NONE } from '../../../ui/format.ts'
import { GradeShape } from '../../../ui/risk-shape.tsx'
import { lang, t as part } from '../../../ui/t.ts'
import type { Column } from '../../../ui/table.tsx'
import { t } from '../../messages.ts'
import { progressWords, waitsInRed } from '../../parts/state-words.ts'

const heavy = new Set(['extraordinary', 'major'])

/** Columns of the list of events. A function, so that the words follow the language. */
export const eventColumns = (): Column<EventRow>[] => [
  {
    id: 'grade',
    label: t('column.grade'),
    width: '8.25rem',
    cell: (r) => (
      <span className="row nw">
        <GradeShape grade={r.grade} size={18} label="" unsigned={waitsInRed(r)} />
        {part(`grade.${r.grade}`)}
      </span>
    ),
  },
  {
    id: 'title',
    label: t('column.title'),
    width: 'minmax(10rem, 1.6fr)',
    cell: (r) => (
      <Link to="/events/$id" params={{ id: r.id }} className={heavy.has(r.grade) ? 'cell-link b' : 'cell-link'} tabIndex={-1}>
        <CaseTitle title={r.title} />
      </Link>
    ),
  },
  {
    id: 'area',
    label: t('column.area'),
    width: 'minmax(6rem, .7fr)',
    cell: (r) => <span className="t2">{shortPlace(r, lang())}</span>,
  },
  { id: 'state', label: t('column.state'), width: '5.5rem', cell: progressWords },
  {
    id: 'lead',
    label: t('column.lead'),
    width: 'minmax(8.5rem, 1fr)',
    cell: (r) => [r.leadName, r.holder].filter(Boolean).join(' ') || <span className="t2">{NONE}</span>,
  },
  {
    id: 'clock',
    label: t('column.clock'),
    width: '16.5rem',
    cell: (r) => (r.clock ? <Deadline clock={r.clock} layout="row" /> : <span className="t2">{NONE}</span>),
  },
  { id: 'age', label: t('column.opened'), width: '6.5rem', number: true, cell: (r) => <Age at={r.openedAt} /> },
]
