import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { Button } from '../../../ui/button.tsx'
import { objectQuery } from '../../queries.ts'
import { may, useSession } from '../../session.ts'
import { w } from './layer-words.ts'

/** The vehicle whose way is drawn, and how to draw another or none. */
export type Tracks = { track: string | undefined; onTrack: (id: string | undefined) => void }

/** For a vehicle whose way is kept, and who may see ways: draws it, or takes it away. */
export function TrackSwitch({ object, track, onTrack }: { object: string } & Tracks): ReactNode {
  const session = useSession()
  const allowed = may(session, 'plot.read')
  const found = useQuery({ ...objectQuery(object), enabled: allowed }).data
  if (!allowed || !found?.tracked) return null
  const on = track === object
  return (
    <section>
      <Button icon="car" onPress={() => onTrack(on ? undefined : object)}>
        {w(on ? 'track.hide' : 'track.show')}
      </Button>
    </section>
  )
}
