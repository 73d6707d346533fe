import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { placeWords } from '../../../contract/case-place.ts'
import type { EventRow } from '../../../contract/event.ts'
import type { WallSettings } from '../../../contract/wall.ts'
import { type WallScreen, wallScreenIds, wallScreens } from '../../../contract/wall-kinds.ts'
import { get } from '../../../ui/api.ts'
import { Button } from '../../../ui/button.tsx'
import { useNow } from '../../../ui/clock.ts'
import { dateTime } from '../../../ui/format.ts'
import { Segmented } from '../../../ui/segmented.tsx'
import { SelectField } from '../../../ui/select-field.tsx'
import { lang } from '../../../ui/t.ts'
import { FieldNote } from '../../../ui/text-field.tsx'
import { toast } from '../../../ui/toast.tsx'
import { say } from '../../messages.ts'
import { useAct } from '../../use-act.ts'
import { ShownArea } from './shown-area.tsx'
import type { Whose } from './wall-queries.ts'
import { w } from './words.ts'

const lengths = [5, 10, 30, 60] as const

/** Open red and orange events of an area: what a room wants to look at together. */
const useGrave = (area: string | undefined) =>
  useQuery({
    queryKey: ['walls', 'grave', area],
    queryFn: ({ signal }) =>
      get<{ rows: EventRow[] }>('/events', { area, view: 'open', grade: 'extraordinary,major', limit: 50 }, signal),
  }).data?.rows ?? []

/** Puts a screen on the wall for some minutes, over whatever it plays; a red event nobody accepted stays named above it. */
export function Push({ settings, whose }: { settings: WallSettings; whose: Whose }): ReactNode {
  const { area, push } = settings
  const [screen, setScreen] = useState<WallScreen>('overview')
  const [show, setShow] = useState<string | null>(null)
  const [event, setEvent] = useState<string | null>(null)
  const [minutes, setMinutes] = useState<number>(lengths[1])
  const act = useAct()
  const now = useNow()
  const events = useGrave(whose.area)
  const send = async (length: number) => {
    const done = await act.run('/walls/push', {
      ...{ ...whose, screen, show: screen === 'event' ? null : show, minutes: length },
      event: screen === 'event' ? event : null,
    })
    if (done) toast({ words: length === 0 ? w('push.ended') : w('push.done', { name: area.name }) })
  }
  return (
    <div className="stack wl-push">
      <p role="status">
        {push
          ? w('push.now', { screen: say(wallScreens[push.screen]), by: push.by, until: dateTime(push.until, now, lang()) })
          : w('push.none')}
      </p>
      <Segmented
        label={w('push.what')}
        items={wallScreenIds.map((id) => ({ id, label: say(wallScreens[id]) }))}
        value={screen}
        onChange={(id) => setScreen(wallScreenIds.find((one) => one === id) ?? 'overview')}
      />
      <ShownArea wall={area} screen={screen} value={show} onChange={setShow} />
      {screen === 'event' && (
        <SelectField
          label={w('push.event')}
          hint={w('push.event-hint')}
          choices={events.map((event) => ({ id: event.id, label: event.title, note: placeWords(event, lang()) }))}
          value={event}
          onChange={setEvent}
        />
      )}
      <Segmented
        label={w('push.minutes')}
        items={lengths.map((n) => ({ id: String(n), label: w('push.minutes-n', { n }) }))}
        value={String(minutes)}
        onChange={(id) => setMinutes(Number(id))}
      />
      <p className="meta">{w('push.red')}</p>
      <div className="row">
        <Button
          kind="primary"
          busy={act.busy}
          off={screen === 'event' && event === null ? w('push.pick') : null}
          onPress={() => void send(minutes)}
        >
          {w('push.send')}
        </Button>
        {push && (
          <Button busy={act.busy} onPress={() => void send(0)}>
            {w('push.end')}
          </Button>
        )}
      </div>
      <FieldNote error={act.error?.message ?? null} />
    </div>
  )
}
