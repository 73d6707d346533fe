import { useQuery } from '@tanstack/react-query'
import { useNavigate, useParams } from '@tanstack/react-router'
import { type ReactNode, useMemo, useState } from 'react'
import type { EventDetail } from '../../../contract/event.ts'
import { Button } from '../../../ui/button.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import type { KeyHint } from '../../../ui/key-help.tsx'
import { type KeyAction, useKeys } from '../../../ui/keys.ts'
import { Screen } from '../../../ui/screen.tsx'
import { Timeline } from '../../../ui/timeline.tsx'
import { useFoot } from '../../frame/foot.ts'
import { t } from '../../messages.ts'
import { eventQuery } from '../../queries.ts'
import { useWide } from '../../use-wide.ts'
import { listed } from '../event-list/listed.ts'
import { EventActions } from './event-actions.tsx'
import { EventHead } from './event-head.tsx'
import { EventMiddle } from './event-middle.tsx'
import { EventWork } from './event-work.tsx'

/** Keys that do something on this event for this person, in the order of an event's life. */
function hintsOf(event: EventDetail | undefined): () => KeyHint[] {
  const orders = new Set(event?.workOrders.flatMap((order) => order.allowed))
  const verbs = new Set(event?.allowed)
  const works: KeyAction[] = []
  if (orders.has('accept')) works.push('accept')
  if (orders.has('transfer')) works.push('transfer')
  if (orders.has('return')) works.push('return')
  if (verbs.has('urge')) works.push('urge')
  if (verbs.has('check') || orders.has('submit')) works.push('sendToCheck')
  const acts = works.map((action) => ({ action }))
  return () => [
    { caps: ['[', ']'], label: t('event.neighbours') },
    ...acts,
    { action: 'back', label: t('inbox.back') },
    { action: 'help' },
  ]
}

/** `[` and `]` walk along the list one came from. */
function useNeighbours(id: string): string | undefined {
  const navigate = useNavigate()
  const list = listed.use()
  const at = list.ids.indexOf(id)
  const go = (by: number) => {
    const next = at < 0 ? undefined : list.ids[at + by]
    if (next) void navigate({ to: '/events/$id', params: { id: next }, replace: true })
  }
  const back = () => void navigate({ to: '/events' })
  useKeys({ previousEvent: () => go(-1), nextEvent: () => go(1), back })
  return at < 0 ? undefined : t('event.nth', { n: at + 1, of: list.total })
}

/** K2 事件: what happened, where, who has it, how long is left, what was done, and what may be done now. */
export function EventDetailScreen(): ReactNode {
  const { id } = useParams({ from: '/app/events/$id' })
  const query = useQuery(eventQuery(id))
  const hints = useMemo(() => hintsOf(query.data), [query.data])
  useFoot(hints, useNeighbours(id))
  const title = query.data ? t('event.page', { title: query.data.title }) : t('place.events')
  // The cache shows the last event while the next one comes: never under the wrong address.
  const own = query.data?.id === id ? query : { ...query, data: undefined }
  return (
    <Screen query={own} title={title}>
      {(event, old) => <Page key={event.id} event={event} old={old} />}
    </Screen>
  )
}

function Page({ event, old }: { event: EventDetail; old: boolean }): ReactNode {
  const wide = useWide()
  const [drawer, setDrawer] = useState(false)
  return (
    <div className="k2">
      <EventHead event={event} />
      <div className="cols">
        <section className="c1" aria-label={t('event.timeline')}>
          <Timeline facts={event.facts} level={2} />
        </section>
        <section className="c2" aria-label={t('event.scene')}>
          <EventMiddle event={event} />
        </section>
        {wide ? (
          <section className="c3" aria-label={t('event.work')}>
            <EventWork event={event} />
          </section>
        ) : (
          <Dialog open={drawer} onClose={() => setDrawer(false)} title={t('event.work')} shape="drawer">
            <EventWork event={event} />
          </Dialog>
        )}
      </div>
      <EventActions
        event={event}
        old={old}
        drawer={
          wide ? null : (
            <Button icon="board" onPress={() => setDrawer(true)}>
              {t('event.work-n', { n: event.workOrders.length })}
            </Button>
          )
        }
      />
    </div>
  )
}
