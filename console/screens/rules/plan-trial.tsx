import { type ReactNode, useState } from 'react'
import type { PackRules } from '../../../contract/rules.ts'
import { SelectField } from '../../../ui/select-field.tsx'
import { TextField } from '../../../ui/text-field.tsx'
import { say, t } from '../../messages.ts'
import { Begin } from './begin-trial.tsx'

const written = (plan: object): string => JSON.stringify(plan, null, 2)

function read(json: string): object | null {
  try {
    const plan = JSON.parse(json) as unknown
    return typeof plan === 'object' && plan !== null ? plan : null
  } catch {
    return null
  }
}

/** Another plan for one type of event: written over the one in force, and tried as rules are. */
export function PlanTrial({ pack, onBegun }: { pack: PackRules; onBegun: (id: string) => void }): ReactNode {
  const [type, setType] = useState(pack.plans[0]?.type ?? '')
  const [json, setJson] = useState(written(pack.plans[0]?.plan ?? {}))
  const choose = (id: string) => {
    setType(id)
    setJson(written(pack.plans.find((one) => one.type === id)?.plan ?? {}))
  }
  const plan = read(json)
  const same = plan !== null && JSON.stringify(plan) === JSON.stringify(pack.plans.find((one) => one.type === type)?.plan)
  return (
    <>
      <div className="narrow">
        <SelectField
          label={t('rules.trial.type')}
          value={type}
          choices={pack.plans.map((one) => ({ id: one.type, label: say(one.name) }))}
          onChange={choose}
        />
      </div>
      <div className="json">
        <TextField
          label={t('rules.trial.plan')}
          hint={t('rules.trial.plan-how')}
          lines={14}
          value={json}
          onChange={setJson}
          error={plan ? null : t('rules.no-json')}
        />
      </div>
      <Begin
        asked={{ kind: 'plan', pack: pack.pack, type, plan }}
        off={plan === null ? t('rules.no-json') : same ? t('rules.trial.plan-same') : null}
        onBegun={onBegun}
      >
        {t('rules.trial.begin-plan')}
      </Begin>
    </>
  )
}
