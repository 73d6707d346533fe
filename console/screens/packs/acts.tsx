import type { ReactNode } from 'react'
import type { PackBrings } from '../../../contract/packs.ts'
import { NONE } from '../../../ui/format.ts'
import { t as ui } from '../../../ui/t.ts'
import { say } from '../../messages.ts'
import { usePackWords } from '../../parts/use-pack-words.ts'
import { lengthWords } from './setting-value.ts'
import { t } from './words.ts'

/** What devices do by themselves: at which alarm, from which colour on, who does it, and what ends it. */
export function Acts({ acts }: { acts: PackBrings['acts'] }): ReactNode {
  const word = usePackWords()
  return (
    <section aria-label={t('packs.acts')}>
      <h3>
        {t('packs.acts')} <small className="meta">{t('packs.acts-note')}</small>
      </h3>
      <div className="sideways">
        <table className="tb pack-types">
          <thead>
            <tr>
              {(['act', 'act-at', 'act-device', 'act-off', 'act-receipt'] as const).map((key) => (
                <th key={key} scope="col">
                  {t(`packs.${key}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {acts.map((one) => (
              <tr key={`${one.command} ${one.at} ${one.device}`}>
                <th scope="row">{say(one.name)}</th>
                <td>
                  {t('packs.act-when', {
                    what: one.of ? say(one.of) : t('packs.act-any'),
                    severity: ui(`severity.${one.at}`),
                  })}
                </td>
                <td>{one.device === null ? t('packs.act-all') : word('devices', one.device)}</td>
                <td>{one.offName ? say(one.offName) : NONE}</td>
                <td>{t('packs.act-within', { within: lengthWords(one.receiptWithin, '') })}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}
