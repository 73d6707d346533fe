import { useSearch } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { VitalRow } from '../../../contract/vital.ts'
import { Segmented } from '../../../ui/segmented.tsx'
import { useArea } from '../../frame/use-area.ts'
import type { AreaSearch, VitalSearch } from '../../search.ts'
import { t } from './registry-words.ts'
import { t as tasks } from './task-words.ts'
import { VitalDoubtsPane } from './vital-doubts.tsx'
import { VitalEntryPane } from './vital-entry.tsx'
import { VitalForm } from './vital-form.tsx'
import { VitalLocksPane } from './vital-locks.tsx'
import { VitalPane } from './vital-pane.tsx'
import { VitalReportingPane } from './vital-reporting.tsx'
import { VitalRequestsPane } from './vital-requests.tsx'
import { VitalSheetPane } from './vital-sheet.tsx'
import { VitalTasksPane } from './vital-tasks.tsx'
import { VitalTracksPane } from './vital-tracks.tsx'

type Turned = VitalSearch & AreaSearch
type Props = { rows: readonly VitalRow[]; turn: (next: { [K in keyof Turned]?: Turned[K] | undefined }) => void }

const told = ['tasks', 'doubts', 'reporting'] as const
type Told = (typeof told)[number]

/** Whether values come, and whether they can be believed. */
const ToldTabs = ({ side, turn }: { side: Told; turn: Props['turn'] }): ReactNode => (
  <div className="k10-pane-head">
    <Segmented
      label={tasks('told.tabs')}
      items={told.map((id) => ({ id, label: tasks(`told.${id}`) }))}
      value={side}
      onChange={(id) => turn({ side: id as Told })}
    />
  </div>
)
const toldPanes = { tasks: VitalTasksPane, doubts: VitalDoubtsPane, reporting: VitalReportingPane } as const
type ToldProps = { side: Told; area: string | undefined; onShow: (code: string) => void; onClose: () => void }
function ToldPane({ side, ...props }: ToldProps): ReactNode {
  const Pane = toldPanes[side]
  return <Pane {...props} />
}

/** What stands beside the list: the number, how it is registered, a form, sheets, or closed periods. */
export function VitalSide({ rows, turn }: Props): ReactNode {
  const { wish } = useArea()
  const { vital, side } = useSearch({ from: '/app/vitals' })
  const code = vital ?? rows[0]?.code
  const close = () => turn({ side: undefined })
  if (side === 'new')
    return (
      <aside className="side k10-pane">
        <VitalForm entry={null} onDone={(done) => turn({ vital: done, side: 'entry', q: done })} onClose={close} />
      </aside>
    )
  if (side === 'sheet')
    return (
      <aside className="side k10-pane">
        <VitalSheetPane vital={code} onClose={close} />
      </aside>
    )
  if (side === 'locks')
    return (
      <aside className="side k10-pane">
        <VitalLocksPane area={wish} onClose={close} />
      </aside>
    )
  if (side === 'tracks')
    return (
      <aside className="side k10-pane">
        <VitalTracksPane onClose={close} />
      </aside>
    )
  if (side === 'waiting')
    return (
      <aside className="side k10-pane">
        <VitalRequestsPane onShow={(one) => turn({ vital: one, side: 'entry', q: one })} onClose={close} />
      </aside>
    )
  if (side === 'tasks' || side === 'doubts' || side === 'reporting')
    return (
      <aside className="side k10-pane">
        <ToldTabs side={side} turn={turn} />
        <ToldPane side={side} area={wish} onShow={(one) => turn({ vital: one, side: undefined })} onClose={close} />
      </aside>
    )
  if (code === undefined) return null
  const tabs = (
    <div className="k10-pane-head">
      <Segmented
        label={t('entry.open')}
        items={(['number', 'open'] as const).map((id) => ({ id, label: t(`entry.${id}`) }))}
        value={side ? 'open' : 'number'}
        onChange={(id) => turn({ vital: code, side: id === 'open' ? 'entry' : undefined })}
      />
    </div>
  )
  if (!side)
    return (
      <VitalPane
        {...{ code, area: wish, tabs }}
        key={code}
        onShow={(one) => turn({ vital: one })}
        onInto={(area) => turn({ vital: code, area })}
      />
    )
  return (
    <aside className="side k10-pane">
      {tabs}
      <VitalEntryPane
        key={code}
        code={code}
        editing={side === 'edit'}
        onEdit={(editing) => turn({ vital: code, side: editing ? 'edit' : 'entry' })}
        onClose={close}
      />
    </aside>
  )
}
