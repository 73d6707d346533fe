import { type ReactNode, useState } from 'react'
import type { PackPage } from '../../../contract/packs.ts'
import { Button } from '../../../ui/button.tsx'
import { Tag } from '../../../ui/tag.tsx'
import { toast } from '../../../ui/toast.tsx'
import { ReasonForm } from '../../parts/reason-form.tsx'
import { useAct } from '../../use-act.ts'
import type { Place } from './settings.tsx'
import { t, tr } from './words.ts'

type SwitchProps = { page: PackPage; place: Place; off: boolean; offAbove: boolean; waits: boolean }

/** Whether a pack is on at a place. On is one person's act; off, where it calls people, is asked by one and confirmed by a second. */
export function PackSwitch({ page, place, off, offAbove, waits }: SwitchProps): ReactNode {
  const act = useAct()
  const [asking, setAsking] = useState(false)
  const byTwo = !off && page.offByTwo
  const verb = off ? 'switch-on' : byTwo ? 'ask-off' : 'switch-off'
  const send = async (reason: string) => {
    const to = `/packs/${encodeURIComponent(page.pack)}`
    const done = byTwo
      ? await act.run(`${to}/off-requests`, { area: place.area, reason })
      : await act.run(`${to}/tune`, { area: place.area, off: !off, reason })
    if (!done) return null
    setAsking(false)
    toast({ words: t(off ? 'packs.switched-on' : byTwo ? 'packs.off-asked' : 'packs.switched-off', { place: place.name }) })
    return done
  }
  const why = offAbove ? t('packs.off-city') : waits && !off ? tr('request.waits') : null
  return (
    <>
      <div className="row wrap">
        <Tag kind={off || offAbove ? 'ink' : 'strong'}>
          {t(off || offAbove ? 'packs.off-here' : 'packs.on-here', { place: place.name })}
        </Tag>
        <Button small off={why} onPress={() => setAsking(true)}>
          {t(`packs.${verb}`)}
        </Button>
        {why && <span className="meta">{why}</span>}
      </div>
      {asking && why === null && (
        <ReasonForm
          draft={`packs.${page.pack}.${place.area}.${verb}`}
          title={`${t(`packs.${verb}`)} · ${place.name}`}
          note={t(byTwo ? 'packs.off-note' : off ? 'packs.switch-on-note' : 'packs.switch-note')}
          verb={t(`packs.${verb}`)}
          act={act}
          onSend={send}
          onCancel={() => setAsking(false)}
        />
      )}
    </>
  )
}
