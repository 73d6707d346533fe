import { type ReactNode, useState } from 'react'
import type { VettingCard } from '../../../contract/vetting.ts'
import { When } from '../../../ui/age.tsx'
import { NONE, number } from '../../../ui/format.ts'
import { Panel } from '../../../ui/panel.tsx'
import { Photo } from '../../../ui/photo.tsx'
import { GradeShape } from '../../../ui/risk-shape.tsx'
import { Tag } from '../../../ui/tag.tsx'
import { say, t } from '../../messages.ts'
import { MiniMap } from '../../parts/mini-map.tsx'
import { usePhotos } from '../../parts/use-photos.ts'
import { valueWords } from '../objects/value-words.ts'

type Sighting = VettingCard['sightings'][number]
const share = (n: number): string => `${Math.min(99, Math.round(n * 100))} %`
const named = (one: Sighting): string => one.name ?? one.camera
/** "50/500107/500107001/" → "500107" */
const districtOf = (path: string): string => path.split('/')[1] ?? path

/** One suspicion with all a person needs to say whether it is real: picture, plate, register, place, every camera with its record. */
export function LookCard({ card }: { card: VettingCard }): ReactNode {
  const [picked, setPicked] = useState<string | null>(null)
  const shown =
    card.sightings.find(({ camera }) => camera === picked) ?? card.sightings.find(({ photo }) => photo) ?? card.sightings[0]
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard (WCAG 2.1.1)
    <section className="vet-bd" tabIndex={0} aria-label={t('vetting.ask')}>
      <div className="vet-main">
        <header className="row wrap">
          <GradeShape grade={card.grade} size={24} label="" />
          <h2 className="grow">{say(card.typeName)}</h2>
          <span className="meta">{t('vetting.worth-all', { worth: share(card.worth), at: share(card.at) })}</span>
          {card.sampled && <Tag kind="ink">{t('vetting.sampled')}</Tag>}
        </header>
        {shown && <Picture sighting={shown} />}
        <Sightings card={card} shown={shown?.camera ?? null} onPick={setPicked} />
      </div>
      <div className="vet-side">
        <Thing card={card} />
        {card.object && <Papers card={card} />}
        <Panel title={t('vetting.where')} note={[card.areaName, card.place].filter(Boolean).join(' ')}>
          {!card.placed && <p className="meta">{t('vetting.unplaced')}</p>}
          <MiniMap centre={card} grade={card.grade} title={say(card.typeName)} district={districtOf(card.area)} height={170} />
        </Panel>
      </div>
    </section>
  )
}

function Picture({ sighting }: { sighting: Sighting }): ReactNode {
  const srcOf = usePhotos(sighting.photo ? [sighting.photo] : [])
  const label = t('vetting.photo', { camera: named(sighting) })
  return (
    <div className="vet-photo">
      {sighting.photo ? (
        <Photo src={srcOf(sighting.photo) || null} label={label} caption={named(sighting)} />
      ) : (
        <span className="pic">
          <span className="none">{t('vetting.photo-none')}</span>
        </span>
      )}
    </div>
  )
}

type Picking = { card: VettingCard; shown: string | null; onPick: (camera: string) => void }

function Sightings({ card, shown, onPick }: Picking): ReactNode {
  return (
    <Panel title={t('vetting.sightings', { n: card.sightings.length, times: card.n })} flush>
      <table className="tb" aria-label={t('vetting.sightings', { n: card.sightings.length, times: card.n })}>
        <thead>
          <tr>
            <th>{t('vetting.camera')}</th>
            <th>{t('vetting.at')}</th>
            <th className="num">{t('vetting.confidence')}</th>
            <th className="num">{t('vetting.worth')}</th>
            <th className="num">{t('vetting.right')}</th>
          </tr>
        </thead>
        <tbody>
          {card.sightings.map((one) => (
            <tr key={one.camera} className={one.camera === shown ? 'now' : ''}>
              <td>
                <button type="button" className="linkish" onClick={() => onPick(one.camera)}>
                  {named(one)}
                </button>
              </td>
              <td>
                <When at={one.at} seconds />
              </td>
              <td className="num">{one.confidence === null ? NONE : share(one.confidence)}</td>
              <td className="num">{share(one.worth)}</td>
              <td className="num">
                {one.answered === 0 ? t('vetting.right-none') : `${number(one.real)}/${number(one.answered)}`}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Panel>
  )
}

/** Permits and the tickets of a day: what it may do, and what it said it does. */
function Papers({ card }: { card: VettingCard }): ReactNode {
  return (
    <Panel title={t('vetting.papers')}>
      {card.permits.length === 0 && <p className="t2">{t('vetting.permit-none')}</p>}
      <ul className="near">
        {card.permits.map((one) => (
          <li key={one.id}>
            <span className="grow">
              {one.code} · {t('vetting.days', { from: one.from, until: one.until })}
              {one.hoursFrom && one.hoursFrom !== one.hoursTo && ` · ${one.hoursFrom}–${one.hoursTo}`}
            </span>
            <Tag kind={one.valid ? 'plain' : 'strong'}>{t(one.valid ? 'vetting.valid' : 'vetting.invalid')}</Tag>
          </li>
        ))}
        {card.tickets.map((one) => (
          <li key={one.no}>
            <span className="grow">
              {t('vetting.ticket', { no: one.no })} {one.fromName} → {one.toName} · <When at={one.openedAt} />
            </span>
            <Tag kind={one.closedAt ? 'plain' : 'ink'}>{t(one.closedAt ? 'vetting.ticket-closed' : 'vetting.ticket-open')}</Tag>
          </li>
        ))}
        {card.tickets.length === 0 && <li className="t2">{t('vetting.ticket-none')}</li>}
      </ul>
    </Panel>
  )
}

function Thing({ card }: { card: VettingCard }): ReactNode {
  const { thing, object, several } = card
  return (
    <Panel title={t('vetting.thing')} note={object ? say(object.kindName) : undefined}>
      <p className={thing ? 'vet-plate' : 'meta'}>{thing ?? t('vetting.thing-none')}</p>
      {!object && several.length === 0 && <p className="t2">{t(thing ? 'vetting.register-none' : 'vetting.register-unread')}</p>}
      {several.length > 0 && (
        <p role="status">{t('vetting.register-several', { n: several.length, list: several.join(' · ') })}</p>
      )}
      {object && (
        <dl className="vet-kv">
          <dt>{t('vetting.register')}</dt>
          <dd>{[object.name, object.areaName].filter(Boolean).join(' · ')}</dd>
          {Object.entries(object.defs)
            .filter(([id]) => object.details[id] !== undefined && object.details[id] !== thing)
            .map(([id, def]) => (
              <Line
                key={id}
                name={say(def.name)}
                value={def.kind === 'object' && card.firm ? card.firm : valueWords(def, object.details[id])}
              />
            ))}
        </dl>
      )}
    </Panel>
  )
}

export function Line({ name, value }: { name: string; value: string }): ReactNode {
  return (
    <>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </>
  )
}
