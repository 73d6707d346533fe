import { Fragment, type ReactNode, useState } from 'react'
import type { PackPage } from '../../../contract/packs.ts'
import { When } from '../../../ui/age.tsx'
import { Button } from '../../../ui/button.tsx'
import { SelectField } from '../../../ui/select-field.tsx'
import { Tag } from '../../../ui/tag.tsx'
import { TextField } from '../../../ui/text-field.tsx'
import { toast } from '../../../ui/toast.tsx'
import { say } from '../../messages.ts'
import { ReasonForm } from '../../parts/reason-form.tsx'
import { useAct } from '../../use-act.ts'
import { PackSwitch } from './pack-switch.tsx'
import { Requests } from './requests.tsx'
import { SettingTrial, useSettingTrial } from './setting-trial.tsx'
import { isFit, lengthWords, settingValue } from './setting-value.ts'
import { t, tr } from './words.ts'

type Setting = PackPage['settings'][number]
type Tuning = PackPage['tunings'][number]
export type Place = { area: string; name: string; city: boolean }

const isCity = (path: string): boolean => path.split('/').filter(Boolean).length === 1

/** Settings and switch, for the city or one district: what holds there, from where, and who changed it. */
export function Settings({ page }: { page: PackPage }): ReactNode {
  const places = page.places.map((one): Place => ({ ...one, city: isCity(one.area) }))
  const [area, setArea] = useState<string | null>(places[0]?.area ?? null)
  const place = places.find((one) => one.area === area) ?? null
  return (
    <>
      {place ? (
        <>
          <div className="narrow">
            <SelectField
              label={t('packs.place')}
              value={place.area}
              choices={places.map(({ area: id, name, city }) => ({
                id,
                label: city ? `${name}（${t('packs.place-city')}）` : name,
              }))}
              onChange={setArea}
            />
          </div>
          <PackSwitch
            key={`switch ${place.area}`}
            page={page}
            place={place}
            off={ownOf(page, place)?.off ?? false}
            offAbove={!place.city && (cityOf(page)?.off ?? false)}
            waits={requestsOf(page, place).some(({ state }) => state === 'waiting')}
          />
          <Requests key={`asked ${place.area}`} requests={requestsOf(page, place)} page={page} place={place} />
          <Values key={place.area} page={page} place={place} />
        </>
      ) : (
        <p className="t2">{t('packs.tune-off')}</p>
      )}
      <Where page={page} />
    </>
  )
}

const ownOf = (page: PackPage, place: Place): Tuning | undefined =>
  page.tunings.find(({ area }) => (place.city ? area === '' : area === place.area))
const requestsOf = (page: PackPage, place: Place) => page.requests.filter(({ area }) => area === (place.city ? '' : place.area))
const cityOf = (page: PackPage): Tuning | undefined => page.tunings.find(({ area }) => area === '')

/** Values as they are written, and what stands right under the last one that differs: replay it, then change it or ask for it. */
function Values({ page, place }: { page: PackPage; place: Place }): ReactNode {
  const { settings: own = {}, off: isOff = false } = ownOf(page, place) ?? {}
  const [written, setWritten] = useState<Record<string, string>>({})
  const bad = page.settings.filter((one) => written[one.id] !== undefined && !isFit(one, written[one.id]!))
  const changed = page.settings.filter(({ id }) => written[id] !== undefined && written[id]!.trim() !== String(own[id] ?? ''))
  const settings = Object.fromEntries(changed.map((one) => [one.id, settingValue(one, written[one.id]!)]))
  const trial = useSettingTrial({ pack: page.pack, area: place.area, settings })
  if (page.settings.length === 0) return <p className="t2">{t('packs.no-settings')}</p>
  return (
    <>
      {isOff && changed.length === 0 && <SettingTrial trial={trial} changed={changed} />}
      {changed.length === 0 && <p className="meta">{t('packs.write-value')}</p>}
      <ul className="pack-settings">
        {page.settings.map((setting) => (
          <Fragment key={setting.id}>
            <Value
              setting={setting}
              own={own[setting.id]}
              city={place.city ? undefined : cityOf(page)?.settings[setting.id]}
              isOfCity={place.city}
              written={written[setting.id] ?? String(own[setting.id] ?? '')}
              wrong={bad.includes(setting)}
              onWrite={(text) => setWritten((before) => ({ ...before, [setting.id]: text }))}
            />
            {setting === changed.at(-1) && bad.length === 0 && (
              <li className="setting-do">
                <SettingTrial trial={trial} changed={changed} />
                <Change {...{ page, place, changed, settings, trial }} onDone={() => setWritten({})} />
              </li>
            )}
          </Fragment>
        ))}
      </ul>
    </>
  )
}

type ChangeProps = {
  page: PackPage
  place: Place
  changed: readonly Setting[]
  settings: Record<string, Setting['value'] | null>
  trial: ReturnType<typeof useSettingTrial>
  onDone: () => void
}

/** What decides whom a pack finds is asked for, and confirmed by a second person; the rest one person changes at once. */
function Change({ page, place, changed, settings, trial, onDone }: ChangeProps): ReactNode {
  const act = useAct()
  const [asking, setAsking] = useState(false)
  const byTwo = changed.some(({ replayed }) => replayed)
  const verb = tr(byTwo ? 'request.ask' : 'request.change')
  const waits = byTwo && requestsOf(page, place).some(({ state }) => state === 'waiting')
  const off = waits ? tr('request.waits') : null
  const note = tr('request.ask-note', { tried: tr(trial.done === undefined ? 'request.untried' : 'request.replayed') })
  const send = async (reason: string) => {
    const to = `/packs/${encodeURIComponent(page.pack)}`
    const tried = trial.done === undefined ? { untried: true } : { backtest: trial.done }
    const done = byTwo
      ? await act.run(`${to}/setting-requests`, { area: place.area, settings, ...tried, reason })
      : await act.run(`${to}/tune`, { area: place.area, settings, reason })
    if (!done) return null
    toast({ words: byTwo ? tr('request.asked', { place: place.name }) : tr('request.changed') })
    onDone()
    return done
  }
  if (!asking || off)
    return (
      <div className="row">
        <Button off={off} onPress={() => setAsking(true)}>
          {verb}
        </Button>
        {off && <span className="meta">{off}</span>}
      </div>
    )
  return (
    <ReasonForm
      draft={`packs.${page.pack}.${place.area}.values`}
      title={`${verb} · ${place.name}`}
      {...(byTwo ? { note } : {})}
      verb={verb}
      act={act}
      onSend={send}
      onCancel={() => setAsking(false)}
    />
  )
}

type ValueProps = {
  setting: Setting
  own: Tuning['settings'][string] | undefined
  city: Tuning['settings'][string] | undefined
  /** the values of the whole city are set */
  isOfCity: boolean
  written: string
  wrong: boolean
  onWrite: (text: string) => void
}

function Value({ setting, own, city, isOfCity, written, wrong, onWrite }: ValueProps): ReactNode {
  const { name, help, unit, value, demo } = setting
  const said = (one: Setting['value']): string => lengthWords(one, unit)
  const range = { min: said(setting.min), max: said(setting.max) }
  return (
    <li>
      <div className="setting-words">
        <b className="b">{say(name)}</b>
        <p className="t2">{say(help)}</p>
        <p className="meta">
          {[
            own === undefined ? null : t('packs.own', { value: said(own) }),
            city === undefined ? null : t('packs.from-city', { value: said(city) }),
            t('packs.default', { value: said(value) }),
            demo === null ? null : t('packs.demo', { value: said(demo) }),
            t('packs.range', range),
          ]
            .filter(Boolean)
            .join(' · ')}
        </p>
      </div>
      <TextField
        label={t(isOfCity ? 'packs.new-value' : 'packs.new-value-here')}
        value={written}
        onChange={onWrite}
        maxLength={12}
        placeholder={String(value)}
        error={wrong ? t('packs.value-bad', range) : null}
      />
    </li>
  )
}

/** What differs from the defaults where: the city first. */
function Where({ page }: { page: PackPage }): ReactNode {
  const names = new Map(page.settings.map(({ id, name, unit }) => [id, { name: say(name), unit }]))
  const rows = page.tunings.filter(({ off, settings }) => off || Object.keys(settings).length > 0)
  return (
    <section>
      <h3>{t('packs.tuned-where')}</h3>
      {rows.length === 0 ? (
        <p className="t2">{t('packs.no-tunings')}</p>
      ) : (
        <ul className="shifts">
          {rows.map(({ area, areaName, off, settings, changedByName, changedAt }) => (
            <li key={area} className="row wrap">
              <b className="b">{area === '' ? t('packs.place-city') : (areaName ?? area)}</b>
              {off && <Tag kind="ink">{t('packs.off')}</Tag>}
              <span className="grow wrap-any">
                {Object.entries(settings)
                  .map(([id, value]) => `${names.get(id)?.name ?? id} ${lengthWords(value, names.get(id)?.unit ?? '')}`)
                  .join('，')}
              </span>
              <span className="meta">
                {changedByName} <When at={changedAt} />
              </span>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
