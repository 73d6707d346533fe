import { type ReactNode, useState } from 'react'
import { Plan } from '../../../contract/pack.ts'
import type { PackRules } from '../../../contract/rules.ts'
import { Segmented } from '../../../ui/segmented.tsx'
import { SelectField } from '../../../ui/select-field.tsx'
import { TextField } from '../../../ui/text-field.tsx'
import { say, t } from '../../messages.ts'
import { readJson } from '../../rules/read-json.ts'
import { Begin } from './begin-trial.tsx'
import { sentenceLang } from './language.ts'
import { PlanForm } from './plan-form.tsx'

const written = (plan: object): string => JSON.stringify(plan, null, 2)
const faces = ['parts', 'json'] as const

/** Another plan for one type of event: changed from the one in force, by its fields or as JSON, and tried as rules are. */
export function PlanTrial({ pack, onBegun }: { pack: PackRules; onBegun: (id: string) => void }): ReactNode {
  const inForce = (id: string) => written(pack.plans.find((one) => one.type === id)?.plan ?? {})
  const [type, setType] = useState(pack.plans[0]?.type ?? '')
  const [json, setJson] = useState(inForce(type))
  const [face, setFace] = useState<(typeof faces)[number]>('parts')
  const read = readJson(Plan, json, sentenceLang())
  const plan = 'value' in read ? read.value : null
  const fault = 'fault' in read ? faultWords(read.fault) : null
  const same = plan !== null && written(plan) === inForce(type)
  return (
    <>
      <div className="row bottom wrap">
        <div className="narrow">
          <SelectField
            label={t('rules.trial.type')}
            value={type}
            choices={pack.plans.map((one) => ({ id: one.type, label: say(one.name) }))}
            onChange={(id) => {
              setType(id)
              setJson(inForce(id))
            }}
          />
        </div>
        <Segmented
          label={t('rules.face')}
          value={face}
          onChange={(id) => (plan ? setFace(id as typeof face) : undefined)}
          items={faces.map((id) => ({ id, label: t(`rules.face.${id}`) }))}
        />
      </div>
      <p className="meta">{t('rules.trial.plan-how')}</p>
      {face === 'parts' && plan ? (
        <PlanForm plan={plan} onChange={(next) => setJson(written(next))} />
      ) : (
        <div className="json">
          <TextField label={t('rules.trial.plan')} lines={14} value={json} onChange={setJson} error={fault} />
        </div>
      )}
      <Begin
        asked={{ kind: 'plan', pack: pack.pack, type, plan }}
        off={fault ?? (same ? t('rules.trial.plan-same') : null)}
        onBegun={onBegun}
      >
        {t('rules.trial.begin-plan')}
      </Begin>
    </>
  )
}

const faultWords = ({ path, words }: { path: string; words: string }): string =>
  `${path && t('rules.at-place', { place: path })}${words}`
