import { useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import type { OffRequest, OffRequestVerb } from '../../../contract/pack-off.ts'
import type { PackPage } from '../../../contract/packs.ts'
import { When } from '../../../ui/age.tsx'
import { Button } from '../../../ui/button.tsx'
import { Tag } from '../../../ui/tag.tsx'
import { FieldNote } from '../../../ui/text-field.tsx'
import { toast } from '../../../ui/toast.tsx'
import { say } from '../../messages.ts'
import { ReasonForm } from '../../parts/reason-form.tsx'
import { useAct } from '../../use-act.ts'
import type { Place } from './settings.tsx'
import { t } from './words.ts'

type SwitchProps = { page: PackPage; place: Place; off: boolean; offAbove: boolean }

/** Whether a pack is on at a place. On is one person's act; off, where it calls people, is asked by one and confirmed by a second. */
export function PackSwitch({ page, place, off, offAbove }: SwitchProps): ReactNode {
  const act = useAct()
  const [asking, setAsking] = useState(false)
  const own = page.offRequests.filter(({ area }) => area === (place.city ? '' : place.area))
  const waiting = own.find(({ state }) => state === 'waiting')
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
  const why = offAbove ? t('packs.off-city') : waiting ? t('packs.off-waits') : null
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
      {waiting && <Waiting one={waiting} />}
      {asking && !waiting && (
        <ReasonForm
          draft={`packs.${page.pack}.${place.area}.${verb}`}
          title={`${t(`packs.${verb}`)} · ${place.name}`}
          note={t(byTwo ? 'packs.off-note' : 'packs.switch-note')}
          verb={t(`packs.${verb}`)}
          act={act}
          onSend={send}
          onCancel={() => setAsking(false)}
        />
      )}
      <Before rows={own.filter((one) => one !== waiting).slice(0, 3)} />
    </>
  )
}

/** What waits for a second person: who asked, why, until when, and what the reader may do about it. */
function Waiting({ one }: { one: OffRequest }): ReactNode {
  const act = useAct()
  const client = useQueryClient()
  const answer = async (verb: OffRequestVerb) => {
    const done = await act.run(`/pack-off-requests/${one.id}/${verb}`, {})
    if (done) toast({ words: t(`packs.off-done.${verb}`) })
    // Whatever came of it, also when somebody was quicker, is on the page.
    await Promise.all([client.invalidateQueries({ queryKey: ['pack'] }), client.invalidateQueries({ queryKey: ['packs'] })])
  }
  return (
    <section className="rform" aria-label={t('packs.off-waiting')}>
      <p>
        <b className="b">{t('packs.off-waiting')}</b> {t('packs.off-by', { name: one.askedByName })} <When at={one.askedAt} />
      </p>
      <p className="wrap-any">{t('packs.off-reason', { reason: one.reason })}</p>
      <p className="meta">
        {t('packs.off-until')} <When at={one.lapsesAt} />
      </p>
      <div className="row wrap">
        {one.allowed.map((verb) => (
          <Button
            key={verb}
            busy={act.busy}
            {...(verb === 'confirm' ? { kind: 'primary' as const } : {})}
            onPress={() => void answer(verb)}
          >
            {t(`packs.off-verb.${verb}`)}
          </Button>
        ))}
        {!one.allowed.includes('confirm') && one.why && <span className="meta">{say(one.why)}</span>}
      </div>
      <FieldNote error={act.error?.message ?? null} />
    </section>
  )
}

/** The last requests that are over: what became of each, by whom and when. */
function Before({ rows }: { rows: readonly OffRequest[] }): ReactNode {
  if (rows.length === 0) return null
  return (
    <ul className="meta whys" aria-label={t('packs.off-before')}>
      {rows.map((one) => (
        <li key={one.id}>
          {t('packs.off-line', { name: one.askedByName, state: t(`packs.off-state.${one.state}`), by: one.decidedByName ?? '' })}{' '}
          <When at={one.decidedAt ?? one.askedAt} />
        </li>
      ))}
    </ul>
  )
}
