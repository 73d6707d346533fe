import type { ReactNode } from 'react'
import { readBands } from '../../../contract/vital-band.ts'
import { TextField } from '../../../ui/text-field.tsx'
import { fieldWords, t } from './registry-words.ts'
import { type Fields, tiersAbove } from './vital-draft.ts'
import { t as vitals } from './words.ts'

type Props = { fields: Fields; set: (path: string, text: string) => void; wrong: readonly string[] }

/** 分级常态: the ranges of the tiers above the one that tells it, a line each; the bands of a tier once it has a range. */
export function AboveForm({ fields, set, wrong }: Props): ReactNode {
  const tiers = tiersAbove(fields)
  if (tiers.length === 0) return null
  const field = (path: string, label: string, shown = true) => (
    <TextField
      label={label}
      hideLabel={!shown}
      value={fields[path] ?? ''}
      onChange={(text) => set(path, text)}
      error={wrong.includes(path) ? faultOf(path, fields[path] ?? '') : null}
      maxLength={200}
    />
  )
  return (
    <fieldset className="k10-above">
      <legend>{fieldWords('normalAbove')}</legend>
      <table>
        <thead>
          <tr>
            <th scope="col">{t('above.tier')}</th>
            <th scope="col">{t('above.least')}</th>
            <th scope="col">{t('above.most')}</th>
          </tr>
        </thead>
        <tbody>
          {tiers.map((tier) => {
            const name = vitals(`vitals.tier.${tier}`)
            return (
              <tr key={tier}>
                <th scope="row">{name}</th>
                <td>{field(`above.${tier}.least`, `${name} ${t('above.least')}`, false)}</td>
                <td>{field(`above.${tier}.most`, `${name} ${t('above.most')}`, false)}</td>
              </tr>
            )
          })}
        </tbody>
      </table>
      {tiers
        .filter((tier) => ['least', 'most', 'bands'].some((end) => fields[`above.${tier}.${end}`]?.trim()))
        .map((tier) => (
          <div key={tier}>{field(`above.${tier}.bands`, t('above.bands', { tier: vitals(`vitals.tier.${tier}`) }))}</div>
        ))}
      <p className="meta">{t('above.how', { told: vitals(`vitals.tier.${fields.tier as (typeof tiers)[number]}`) })}</p>
    </fieldset>
  )
}

function faultOf(path: string, text: string): string {
  const read = path.endsWith('.bands') ? readBands(text) : null
  return read && !read.ok ? t('form.rule-fault', { text: read.fault }) : t('form.number')
}
