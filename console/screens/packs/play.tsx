import type { ReactNode } from 'react'
import type { PackPage } from '../../../contract/packs.ts'
import { comma } from '../../../ui/t.ts'
import { say } from '../../messages.ts'
import { lengthWords } from './setting-value.ts'
import { t } from './words.ts'

/** How the demo plays the pack's devices. Elsewhere it is never used. */
export function Play({ page }: { page: PackPage }): ReactNode {
  const { play } = page
  if (!play) return null
  const lines: [string, string][] = [
    ...play.series.map(({ name, says }): [string, string] => [say(name), say(says)]),
    ...play.turns.map(({ says, every }): [string, string] => [
      t('packs.play-every', { every: lengthWords(every, '') }),
      say(says),
    ]),
    ...play.model.map(({ name, says }): [string, string] => [say(name), say(says)]),
    ...(play.answers.length > 0 ? [[t('packs.play-answers'), play.answers.map(say).join(comma())] as [string, string]] : []),
  ]
  return (
    <section aria-label={t('packs.play')}>
      <h3>{t('packs.play')}</h3>
      <p className="t2">{t('packs.play-note')}</p>
      <dl className="kv wide-kv play-kv">
        {lines.map(([name, words], i) => (
          <div className="kv-row" key={`${i} ${name}`}>
            <dt>{name}</dt>
            <dd className="wrap-any">{words}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
