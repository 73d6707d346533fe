import { useEffect, useState } from 'react'

export const speeds = [1, 10, 60] as const
export type Speed = (typeof speeds)[number]

export type Player = {
  at: number
  playing: boolean
  speed: Speed
  setSpeed: (speed: Speed) => void
  toggle: () => void
  /** goes to a moment and stays there */
  goTo: (at: number) => void
}

const frameMs = 100

/** A moment that runs on by itself between two ends, so many times as fast as the world. `told`: where it stands when it stops. */
export function usePlayer(span: { from: number; to: number }, begin: number, told: (at: number) => void): Player {
  const [at, setAt] = useState(() => clamp(begin, span))
  const [pressed, setPressed] = useState(false)
  const [speed, setSpeed] = useState<Speed>(60)
  const { from, to } = span
  // At its end it stands, whatever was pressed.
  const playing = pressed && at < to
  useEffect(() => {
    if (!playing) return
    const timer = setInterval(() => setAt((before) => clamp(before + frameMs * speed, { from, to })), frameMs)
    return () => clearInterval(timer)
  }, [playing, speed, from, to])
  const goTo = (moment: number) => {
    const there = clamp(moment, span)
    setPressed(false)
    setAt(there)
    told(there)
  }
  const toggle = () => {
    if (playing) told(at)
    else if (at >= to) setAt(from)
    setPressed(!playing)
  }
  return { at, playing, speed, setSpeed, toggle, goTo }
}

export const clamp = (at: number, { from, to }: { from: number; to: number }): number => Math.min(Math.max(at, from), to)

/** The moment of the fact before or after one; the same moment where there is none. */
export function stepFrom(moments: readonly number[], at: number, by: -1 | 1): number {
  const found = by > 0 ? moments.find((one) => one > at) : moments.findLast((one) => one < at)
  return found ?? at
}
