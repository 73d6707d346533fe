import { type ReactNode, useState } from 'react'
import type { EventDetail } from '../../../contract/event.ts'
import { Button } from '../../../ui/button.tsx'
import { Icon } from '../../../ui/icons.tsx'
import { createT } from '../../../ui/t.ts'
import { Tag } from '../../../ui/tag.tsx'
import { toast } from '../../../ui/toast.tsx'
import { unmannedEn } from '../../messages/en-unmanned.ts'
import { unmannedZh } from '../../messages/zh-unmanned.ts'
import { say } from '../../messages.ts'
import { ActForm } from '../../parts/act-form/act-form.tsx'
import { text, unit } from '../../parts/act-form/specs.ts'
import './unmanned.css'

const t = createT(unmannedZh, unmannedEn)
type Part = EventDetail['unmanned'][number]

function Given({ event, one, onDone }: { event: EventDetail; one: Part; onDone: () => void }): ReactNode {
  return (
    <ActForm
      draft={`vacant-${one.id}`}
      path={`/events/${event.id}/support`}
      version={event.version}
      more={{ part: one.id }}
      title={t('vacant.form', { part: say(one.part) })}
      note={t('vacant.note')}
      verb={t('vacant.do')}
      fields={[unit('unit', 'unit'), text('reason', 'reason', 2)]}
      place={{ area: event.area, lon: event.lon, lat: event.lat, own: event.id }}
      ready={t('vacant.ready').split('|')}
      onDone={() => {
        toast({ words: t('vacant.done', { part: say(one.part) }) })
        onDone()
      }}
      onCancel={onDone}
    />
  )
}

/** Parts of the plan nobody can be called for, why, who stands in, and the way to give each to a unit; nothing where there are none. */
export function UnmannedParts({ event }: { event: EventDetail }): ReactNode {
  const [giving, setGiving] = useState<string | null>(null)
  if (event.unmanned.length === 0) return null
  const may = event.allowed.includes('support')
  return (
    <section className="vacant" aria-live="polite">
      <h2>
        <Icon name="alert" size={16} /> {t('vacant.title', { n: event.unmanned.length })}
      </h2>
      <ul>
        {event.unmanned.map((one) => (
          <li key={one.id}>
            <p className="row base">
              <b className="grow">{say(one.part)}</b>
              {one.mandatory && <Tag kind="strong">{t('vacant.mandatory')}</Tag>}
            </p>
            <p>{t(`vacant.why.${one.why}`)}</p>
            <div className="row wrap">
              <span className="meta grow">
                {one.unitName ? t('vacant.stands-in', { unit: one.unitName }) : t('vacant.nobody')}
                {!may && ` · ${t('vacant.ask')}`}
              </span>
              {may && giving !== one.id && <Button onPress={() => setGiving(one.id)}>{t('vacant.give')}</Button>}
            </div>
            {giving === one.id && <Given event={event} one={one} onDone={() => setGiving(null)} />}
          </li>
        ))}
      </ul>
    </section>
  )
}
