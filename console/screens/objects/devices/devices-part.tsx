import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import type { ObjectDevice } from '../../../../contract/object-device.ts'
import { Age } from '../../../../ui/age.tsx'
import { Button } from '../../../../ui/button.tsx'
import { Failed } from '../../../../ui/screen.tsx'
import { Tag } from '../../../../ui/tag.tsx'
import { toast } from '../../../../ui/toast.tsx'
import { say } from '../../../messages.ts'
import { ReasonForm } from '../../../parts/reason-form.tsx'
import { useAct } from '../../../use-act.ts'
import { DeviceForm } from './device-form.tsx'
import { devicesQuery } from './device-queries.ts'
import { t } from './words.ts'

type Doing = { what: 'register' } | { what: 'change' | 'retire'; device: ObjectDevice } | null

/** The devices of an object: when each was last heard; its keeper registers, changes and retires them. */
export function DevicesPart({ object }: { object: string }): ReactNode {
  const query = useQuery(devicesQuery(object))
  const [doing, setDoing] = useState<Doing>(null)
  const all = query.data
  const stop = () => setDoing(null)
  const heard = all?.rows.filter(({ state }) => state !== 'retired') ?? []
  const retired = all?.rows.filter(({ state }) => state === 'retired') ?? []
  const mayKeep = all?.mayKeep && doing === null
  return (
    <section>
      <div className="row">
        <h3 className="grow">{t('title')}</h3>
        {mayKeep && all.kinds.length > 0 && (
          <Button small icon="plus" onPress={() => setDoing({ what: 'register' })}>
            {t('register')}
          </Button>
        )}
      </div>
      {query.error && <Failed error={query.error} onRetry={() => void query.refetch()} />}
      {all && doing?.what === 'register' && <DeviceForm object={object} all={all} before={null} onClose={stop} />}
      {all && doing?.what === 'change' && (
        <DeviceForm key={doing.device.id} object={object} all={all} before={doing.device} onClose={stop} />
      )}
      {doing?.what === 'retire' && <Retire device={doing.device} onClose={stop} />}
      {all && heard.length === 0 && doing === null && (
        <p className="meta">{t(all.mayKeep && all.kinds.length === 0 ? 'none-kind' : 'none')}</p>
      )}
      <ul className="shifts">
        {heard.map((device) => (
          <li key={device.id}>
            <Device device={device} />
            {mayKeep && <Acts device={device} onDo={setDoing} />}
          </li>
        ))}
      </ul>
      {retired.length > 0 && (
        <details>
          <summary className="meta">{t('retired', { n: retired.length })}</summary>
          <ul className="shifts">
            {retired.map((device) => (
              <li key={device.id}>
                <Device device={device} />
              </li>
            ))}
          </ul>
        </details>
      )}
    </section>
  )
}

function Device({ device }: { device: ObjectDevice }): ReactNode {
  const { id, name, kindName, gateway, intervalS, state, lastAt } = device
  return (
    <>
      <p className="row wrap">
        <b className="b wrap-anywhere">{name}</b>
        {state === 'maintenance' && <Tag>{t('state.maintenance')}</Tag>}
        {lastAt ? (
          <span className="t2">
            {t('last-heard')} <Age at={lastAt} />
          </span>
        ) : (
          <span className="t2">{t('never-heard')}</span>
        )}
      </p>
      <p className="t2 wrap-anywhere">
        {[
          say(kindName),
          ...(id === name ? [] : [id]),
          gateway ? t('by-gateway', { name: gateway }) : t('by-itself'),
          t('every-s', { n: intervalS }),
        ].join(' · ')}
      </p>
    </>
  )
}

function Acts({ device, onDo }: { device: ObjectDevice; onDo: (doing: Doing) => void }): ReactNode {
  const { name } = device
  return (
    <div className="row wrap">
      <Button small kind="ghost" label={t('change-this', { name })} onPress={() => onDo({ what: 'change', device })}>
        {t('change')}
      </Button>
      <Button small kind="ghost" label={t('retire-this', { name })} onPress={() => onDo({ what: 'retire', device })}>
        {t('retire')}
      </Button>
    </div>
  )
}

function Retire({ device, onClose }: { device: ObjectDevice; onClose: () => void }): ReactNode {
  const act = useAct()
  const { id, name } = device
  return (
    <ReasonForm
      draft={`device-retire:${id}`}
      title={t('retire-this', { name })}
      note={t('retire-note')}
      verb={t('retire')}
      most={300}
      act={act}
      onSend={async (reason) => {
        const done = await act.run(`/devices/${encodeURIComponent(id)}/retire`, { reason })
        if (done) toast({ words: t('retired-now', { name }) })
        if (done) onClose()
        return done
      }}
      onCancel={onClose}
    />
  )
}
