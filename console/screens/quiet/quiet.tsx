import { type ReactNode, useState } from 'react'
import { Button } from '../../../ui/button.tsx'
import { Segmented } from '../../../ui/segmented.tsx'
import { t } from '../../messages.ts'
import { may, useSession } from '../../session.ts'
import { Doubts } from './doubts.tsx'
import { MutedAlarms } from './muted-alarms.tsx'
import { Mutes } from './mutes.tsx'
import { NewMute } from './new-mute.tsx'

type View = 'muted' | 'open' | 'over' | 'doubts'
const views: readonly View[] = ['open', 'muted', 'over', 'doubts']

/** 静默 of K13: what people made quiet and until when, and what stands quiet now and why. */
export function Quiet(): ReactNode {
  const session = useSession()
  const [view, setView] = useState<View>('open')
  const [making, setMaking] = useState(false)
  return (
    <div className="plain-list">
      <div className="row">
        <Segmented
          label={t('feeds.quiet')}
          value={view}
          onChange={(id) => setView(id as View)}
          items={views.map((id) => ({ id, label: t(`quiet.view.${id}`) }))}
        />
        <span className="meta grow">{t('quiet.note')}</span>
        {may(session, 'alarm.mute') && (
          <Button small icon="plus" onPress={() => setMaking(true)}>
            {t('quiet.new')}
          </Button>
        )}
      </div>
      {view === 'doubts' ? <Doubts /> : view === 'muted' ? <MutedAlarms /> : <Mutes view={view} />}
      {making && <NewMute open onClose={() => setMaking(false)} />}
    </div>
  )
}
