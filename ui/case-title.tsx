import type { ReactNode } from 'react'
import { isDrill, withoutMark } from '../contract/exercise-mark.ts'
import { t } from './t.ts'

/** The title of an event, wherever one is shown. A drill (演练) bears its striped mark: no colour, no shape of a grade looks like it. */
export function CaseTitle({ title }: { title: string }): ReactNode {
  if (!isDrill(title)) return title
  return (
    <>
      <b className="drill">{t('drill')}</b> {withoutMark(title)}
    </>
  )
}

/** Above everything that is done at a drill: it is practice, what is done in it is done as in life. Nothing for an event in earnest. */
export function DrillStrip({ title, note = t('drill.note') }: { title: string; note?: string }): ReactNode {
  if (!isDrill(title)) return null
  return (
    <p className="drill-strip">
      <b className="drill">{t('drill')}</b> <span>{note}</span>
    </p>
  )
}
