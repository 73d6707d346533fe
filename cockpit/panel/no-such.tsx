import type { ReactNode } from 'react'
import { useTitle } from '../../ui/screen.tsx'
import { t } from '../t.ts'
import './no-such.css'

/** The wall's own overview, opened anew: the area it was opened with may be the one there is not. */
function toOverview(): void {
  location.hash = '#/'
  location.reload()
}

/** What the address names is not there, or nothing this seat sees. Nothing is tried again. */
export function NoSuch({ thing }: { thing: string }): ReactNode {
  const words = t('scene.none', { thing })
  useTitle(words)
  return (
    <main className="wall no-such" id="content">
      <h1>{words}</h1>
      <button type="button" className="linkish" onClick={toOverview}>
        {t('scene.none-out')}
      </button>
    </main>
  )
}
