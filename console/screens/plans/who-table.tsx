import type { ReactNode } from 'react'
import type { Call, Plan } from '../../../contract/pack.ts'
import type { Grade } from '../../../contract/scales.ts'
import { Button } from '../../../ui/button.tsx'
import { duration } from '../../../ui/format.ts'
import { lang } from '../../../ui/t.ts'
import { t } from '../../messages.ts'
import { lengthMs } from '../../parts/length-words.ts'
import { sentenceLang } from '../rules/language.ts'
import { callWords } from './call-words.ts'
import { CallsCell } from './calls-cell.tsx'
import { moveByKey, moved, RowButtons, TextCell, TickCell } from './cells.tsx'
import { GradesCell } from './grades-cell.tsx'
import { onlyIf } from './only-if.ts'
import { faultAt, type TableProps } from './plan-table.tsx'

/** Who acts, who helps, who is told: a row each, in the order in which they are reached. */
export function WhoTable(props: TableProps): ReactNode {
  const { plan, type, onChange } = props
  const first = type.posts[0]
  const call: Call = first ? { postKind: first.postKind, tier: first.tier } : { postKind: 'district-duty', tier: 'district' }
  const name = { zh: t('plans.new-step'), en: 'New step' }
  const add = (part: 'lead' | 'assist' | 'inform') => {
    if (part === 'lead') onChange?.({ ...plan, lead: [...plan.lead, { call: [call], name }] })
    else if (part === 'assist')
      onChange?.({ ...plan, assist: [...plan.assist, { call, grades: [type.grade], mandatory: false, name }] })
    else onChange?.({ ...plan, inform: [...plan.inform, { call, grades: [type.grade] }] })
  }
  return (
    <section aria-label={t('plans.who')}>
      <table className="tb plan-tb">
        <thead>
          <tr>
            <th scope="col">{t('plans.col.no')}</th>
            <th scope="col">{t('plans.col.step')}</th>
            <th scope="col">{t('plans.col.who')}</th>
            <th scope="col">{t('plans.col.tier')}</th>
            <th scope="col">{t('plans.col.does')}</th>
            <th scope="col">{t('plans.col.when')}</th>
            <th scope="col">{t('plans.col.must')}</th>
            {onChange && <th scope="col" aria-label={t('plans.col.acts')} />}
          </tr>
        </thead>
        <tbody>
          {plan.lead.map((_, i) => (
            <LeadRow key={i} {...props} at={i} />
          ))}
          {plan.assist.map((_, i) => (
            <AssistRow key={i} {...props} at={i} />
          ))}
          {plan.inform.map((_, i) => (
            <InformRow key={i} {...props} at={i} />
          ))}
        </tbody>
      </table>
      {onChange && (
        <div className="row wrap plan-add">
          {(['lead', 'assist', 'inform'] as const).map((part) => (
            <Button key={part} small icon="plus" onPress={() => add(part)}>
              {t(`plans.add.${part}`)}
            </Button>
          ))}
        </div>
      )}
    </section>
  )
}

type RowProps = TableProps & { at: number }
const tiers = (calls: readonly Call[]): string => [...new Set(calls.map(({ tier }) => t(`tier.${tier}`)))].join(' · ')

/** When a rung is called: at once, or after all those before it have had their time. */
function whenOf(plan: Plan, grade: Grade, rung: number): string {
  if (rung === 0) return t('plans.at-once')
  const clocks = plan.clocks[grade] ?? Object.values(plan.clocks)[0]
  if (!clocks) return '—'
  return t('plans.after', { time: duration(lengthMs(clocks.accept) * rung, lang()) })
}

function LeadRow({ plan, type, grade, faults, onChange, at }: RowProps): ReactNode {
  const rung = plan.lead[at]!
  const set = (change: Partial<typeof rung>) => onChange?.({ ...plan, lead: plan.lead.with(at, { ...rung, ...change }) })
  const move = onChange && ((to: number) => onChange({ ...plan, lead: moved(plan.lead, at, to) }))
  const fault = (path: string) => faultAt(faults, sentenceLang(), `lead.${at}.${path}`)
  return (
    <tr onKeyDown={moveByKey(at, plan.lead.length, move)}>
      <td className="t2">{at + 1}</td>
      <td className="b">
        <NameCell name={rung.name} fault={fault('name')} onChange={onChange && ((name) => set({ name }))} />
      </td>
      <td>
        <CallsCell posts={type.posts} calls={rung.call} fault={fault('call')} onChange={onChange && ((call) => set({ call }))} />
      </td>
      <td className="t2 tight">{tiers(rung.call)}</td>
      <td className="tight">{t(at === 0 ? 'plans.does.act' : 'plans.does.later')}</td>
      <td className="t2 tight">{whenOf(plan, grade, at)}</td>
      <td className="t2 tight">{t('plans.lead')}</td>
      {onChange && (
        <td>
          <RowButtons
            name={rung.name.zh}
            at={at}
            of={plan.lead.length}
            onMove={move}
            onRemove={() => plan.lead.length > 1 && onChange({ ...plan, lead: plan.lead.toSpliced(at, 1) })}
          />
        </td>
      )}
    </tr>
  )
}

function AssistRow({ plan, type, faults, onChange, at }: RowProps): ReactNode {
  const row = plan.assist[at]!
  const set = (change: Partial<typeof row>) => onChange?.({ ...plan, assist: plan.assist.with(at, { ...row, ...change }) })
  const fault = (path: string) => faultAt(faults, sentenceLang(), `assist.${at}.${path}`)
  return (
    <tr>
      <td className="t2">{t('plans.short.assist')}</td>
      <td>
        <NameCell name={row.name} fault={fault('name')} onChange={onChange && ((name) => set({ name }))} />
      </td>
      <td>
        <CallsCell
          posts={type.posts}
          calls={[row.call]}
          only
          fault={fault('call')}
          onChange={onChange && (([call]) => call && set({ call }))}
        />
      </td>
      <td className="t2 tight">{tiers([row.call])}</td>
      <td className="tight">{t('plans.does.act')}</td>
      <td>
        <GradesCell
          label={row.name.zh}
          value={row.grades}
          fault={fault('grades')}
          onChange={onChange && ((given) => set({ grades: given }))}
        />
        {row.when && <div className="meta">{onlyIf(row.when, type.details)}</div>}
      </td>
      <td>
        <TickCell
          label={t('plans.must-of', { name: row.name.zh })}
          value={row.mandatory}
          onChange={onChange && ((mandatory) => set({ mandatory }))}
        />
      </td>
      {onChange && (
        <td>
          <RowButtons
            name={row.name.zh}
            at={at}
            of={plan.assist.length}
            onRemove={() => onChange({ ...plan, assist: plan.assist.toSpliced(at, 1) })}
          />
        </td>
      )}
    </tr>
  )
}

function InformRow({ plan, type, faults, onChange, at }: RowProps): ReactNode {
  const row = plan.inform[at]!
  const set = (change: Partial<typeof row>) => onChange?.({ ...plan, inform: plan.inform.with(at, { ...row, ...change }) })
  const fault = (path: string) => faultAt(faults, sentenceLang(), `inform.${at}.${path}`)
  const name = callWords(row.call, type.posts)
  return (
    <tr>
      <td className="t2">{t('plans.short.inform')}</td>
      <td className="t2">{t('plans.told-only')}</td>
      <td>
        <CallsCell
          posts={type.posts}
          calls={[row.call]}
          only
          fault={fault('call')}
          onChange={onChange && (([call]) => call && set({ call }))}
        />
      </td>
      <td className="t2 tight">{tiers([row.call])}</td>
      <td className="tight">{t('plans.does.inform')}</td>
      <td>
        <GradesCell
          label={name}
          value={row.grades}
          fault={fault('grades')}
          onChange={onChange && ((given) => set({ grades: given }))}
        />
      </td>
      <td className="t2">—</td>
      {onChange && (
        <td>
          <RowButtons
            name={name}
            at={at}
            of={plan.inform.length}
            onRemove={() => onChange({ ...plan, inform: plan.inform.toSpliced(at, 1) })}
          />
        </td>
      )}
    </tr>
  )
}

type Name = { zh: string; en: string }

/** A name in both languages: the one of the screen first. */
export function NameCell({
  name,
  fault,
  onChange,
}: {
  name: Name
  fault: string | null
  onChange: ((name: Name) => void) | undefined
}): ReactNode {
  const own = sentenceLang()
  const other = own === 'zh' ? 'en' : 'zh'
  if (!onChange) return name[own]
  return (
    <span className="names">
      <TextCell
        label={t(`plans.name.${own}`)}
        value={name[own]}
        fault={fault}
        onChange={(text) => onChange({ ...name, [own]: text })}
      />
      <TextCell
        label={t(`plans.name.${other}`)}
        value={name[other]}
        fault={name[other].trim() ? null : fault}
        onChange={(text) => onChange({ ...name, [other]: text })}
      />
    </span>
  )
}
