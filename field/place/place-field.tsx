import { type ReactNode, useEffect, useLayoutEffect, useRef, useState } from 'react'
import { Button } from '../../ui/button.tsx'
import { t } from '../t.ts'
import { keepFix } from './last-fix.ts'
import type { Point } from './local.ts'
import { type Locating, locate } from './locate.ts'
import { useAround } from './outlines.ts'
import { PlaceMap } from './place-map.tsx'

/** A place as it will be sent. `accuracyM` null: set by hand. */
export type Placed = Point & { accuracyM: number | null }

type Props = {
  value: Placed | null
  onChange: (place: Placed) => void
  /** code of the city, and where the map begins while there is no place */
  city: string
  start: Point
}

function wordsOf(value: Placed | null, now: Locating | null): string {
  if (now && !now.done) return now.best ? t('place.accuracy', { m: now.best.accuracyM }) : t('place.looking')
  if (value) return value.accuracyM === null ? t('place.moved') : t('place.accuracy', { m: Math.round(value.accuracyM) })
  if (now?.problem === 'denied') return t('place.denied')
  if (now?.problem === 'insecure') return t('place.insecure')
  return now ? t('place.lost') : t('place.none')
}

/** Looks for the place once when there is none, takes the best of 15 s, and lets the person set the pin by hand. */
export function PlaceField({ value, onChange, city, start }: Props): ReactNode {
  const [now, setNow] = useState<Locating | null>(null)
  const [moving, setMoving] = useState(false)
  const stop = useRef<(() => void) | null>(null)
  const change = useRef(onChange)
  // The search outlives a drawing: it tells whoever listens now.
  useLayoutEffect(() => {
    change.current = onChange
  }, [onChange])
  const hand = useRef(value !== null)
  const look = () => {
    hand.current = false
    stop.current?.()
    stop.current = locate((next) => {
      setNow(next)
      // a pin set by hand meanwhile is the person's word
      if (!next.best || hand.current) return
      if (next.done) keepFix(next.best)
      change.current(next.best)
    })
  }
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the form opens; a search is not begun again by drawing
  useEffect(() => {
    if (!hand.current) look()
    return () => stop.current?.()
  }, [])
  const around = useAround(city, value ?? start)
  const failed = now?.done === true && !now.best && !value
  const move = (to: Point) => {
    hand.current = true
    stop.current?.()
    change.current({ ...to, accuracyM: null })
  }
  const title = value
    ? around.outside
      ? t('place.outside')
      : (around.name ?? `${value.lat.toFixed(5)}, ${value.lon.toFixed(5)}`)
    : t('place.none')
  return (
    <section className="card place" aria-label={t('report.where')}>
      <PlaceMap
        pin={value ?? start}
        accuracyM={value?.accuracyM ?? null}
        outlines={around.drawn}
        {...(moving || failed ? { onMove: move } : {})}
      />
      <div className="row place-row">
        <div className="grow" role="status">
          <b className="b">{title}</b>
          <div className="meta">{wordsOf(value, now)}</div>
        </div>
        {value?.accuracyM === null && <Button onPress={look}>{t('place.find')}</Button>}
        <Button onPress={() => setMoving(!moving)}>{t(moving ? 'place.done' : 'place.move')}</Button>
      </div>
    </section>
  )
}
