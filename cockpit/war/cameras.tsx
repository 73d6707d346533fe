import type { ReactNode } from 'react'
import { useNow } from '../../ui/clock.ts'
import { ago, number, shortTime } from '../../ui/format.ts'
import { fileUrl } from '../../ui/photo.tsx'
import { lang } from '../../ui/t.ts'
import type { War } from '../data.ts'
import { PanelHead } from '../panel/panel.tsx'
import { t } from '../t.ts'
import { wayTo } from './bearing.ts'
import './cameras.css'

type Near = NonNullable<War['cameras']>
type Camera = Near['rows'][number]
type Place = { lon: number; lat: number }

/** The picture itself for who may open it; else only that there is one. */
function pictureWords({ picture }: Camera, now: number): string {
  if (!picture) return t('war.no-picture')
  return t('war.picture', { time: shortTime(picture.at, now, lang()) })
}

function Row({ camera, no, place }: { camera: Camera; no: number; place: Place }): ReactNode {
  const now = useNow()
  const { name, state, m, listedAt, picture } = camera
  const called = name ?? t('war.camera-unnamed')
  const words = t('war.listed', { age: ago(listedAt, now, lang(), true) })
  return (
    <li className={state}>
      <span className="no">{no}</span>
      <div className="el">
        <b className="b nm">{called}</b>
        <small className="el">
          <span className="st">{t(`war.camera.${state}`)}</span> ·{' '}
          {t('war.metres', { way: t(`war.way.${wayTo(place, camera)}`), m: number(m) })}
        </small>
        <small className="el">{words}</small>
        <small className="el">{pictureWords(camera, now)}</small>
      </div>
      {picture?.file && <img src={fileUrl(picture.file)} alt={t('war.picture-of', { name: called })} />}
    </li>
  )
}

/** The nearest cameras of one's own areas: how far, what their platform said of them last and when, and the last picture that was kept. */
export function Cameras({ cameras: { withinM, rows, beyond }, place }: { cameras: Near; place: Place }): ReactNode {
  return (
    <section className="wp cams">
      <PanelHead title={t('war.cameras')} note={t('war.cameras-note', { m: withinM })} />
      {rows.length === 0 ? (
        <p className="t2">
          {t('war.no-cameras', { m: withinM })}
          {beyond &&
            t('war.cameras-beyond', {
              name: beyond.name ?? t('war.camera-unnamed'),
              m: number(beyond.m),
              state: t(`war.camera.${beyond.state}`),
            })}
        </p>
      ) : (
        <ol className={rows.some(({ picture }) => picture?.file) ? 'pictured' : ''}>
          {rows.map((camera, n) => (
            <Row key={`${camera.lon} ${camera.lat} ${camera.name}`} camera={camera} no={n + 1} place={place} />
          ))}
        </ol>
      )}
    </section>
  )
}
