import type { ReactNode } from 'react'
import { syncClock } from './clock.ts'
import { Controls } from './gallery/controls.tsx'
import { ConsoleFrame, Phone } from './gallery/frames.tsx'
import { Marks } from './gallery/marks.tsx'
import { NOW } from './gallery/samples.ts'
import { States } from './gallery/states.tsx'
import { Work } from './gallery/work.tsx'
import { connection } from './live.ts'
import { start } from './root.tsx'
import { type Theme, theme } from './theme.ts'
import './gallery/gallery.css'

/**
 * Every part in every state: what a browser test photographs and axe checks. The clock stands still.
 * `?themes=light,dark` (columns) · `?view=console` `?view=phone` (a frame alone) · `?line=offline`.
 */
const asked = new URLSearchParams(location.search)
const known: readonly Theme[] = ['light', 'dark', 'outdoor']
const themes = known.filter((x) => (asked.get('themes') ?? 'light,dark').split(',').includes(x))
const names: Record<Theme, string> = { light: '浅色：坐席、手机、群众', dark: '深色：大屏、夜班', outdoor: '户外：阳光下的手机' }

function Column({ name }: { name: Theme }): ReactNode {
  return (
    <div className="th" data-theme={name}>
      <h1>{names[name]}</h1>
      <Marks />
      <Controls />
      <Work />
      <States />
    </div>
  )
}

function Gallery(): ReactNode {
  const view = asked.get('view')
  if (view === 'console') return <ConsoleFrame />
  if (view === 'phone') return <Phone />
  return (
    <main className="gal">
      {themes.map((name) => (
        <Column key={name} name={name} />
      ))}
    </main>
  )
}

syncClock(NOW, 0)
const line = asked.get('line') === 'offline' ? 'offline' : 'connected'
connection.set({ state: line, lastAt: Date.parse(NOW) - 400_000, retryAt: line === 'offline' ? Date.parse(NOW) + 8000 : null })
theme.set(themes[0] ?? 'light')
start(Gallery)
