import type { ReactNode } from 'react'
import type { ObjectKind } from '../../../contract/register.ts'
import type { Risk } from '../../../contract/scales.ts'
import { Button } from '../../../ui/button.tsx'
import { FilterChip } from '../../../ui/chip.tsx'
import { number } from '../../../ui/format.ts'
import { riskWord } from '../../../ui/risk-badge.tsx'
import { Segmented } from '../../../ui/segmented.tsx'
import { SelectField } from '../../../ui/select-field.tsx'
import { useArea } from '../../frame/use-area.ts'
import { say, t } from '../../messages.ts'
import { SearchWords } from '../../parts/search-words.tsx'
import type { Change, ObjectSearch } from '../../search.ts'
import { may, useSession } from '../../session.ts'
import { t as papers } from './documents/words.ts'
import type { Doing } from './objects.tsx'

const risks: readonly Risk[] = ['red', 'orange', 'yellow', 'blue', 'green']
const states = ['none', 'issued', 'posted'] as const
const all = '-'
type OnChange = (next: Change<ObjectSearch>) => void
type Props = { filter: ObjectSearch; kinds: readonly ObjectKind[]; change: OnChange; onDo: (what: Doing) => void }

/** Which objects: kind with its number, risk with its number, owned or not, words; and what a keeper can do. */
export function Wishes({ filter, kinds, change, onDo }: Props): ReactNode {
  const area = useArea()
  const keeps = may(useSession(), 'object.change')
  const kind = kinds.find((one) => one.kind === filter.kind)
  const ended = filter.view === 'ended'
  const count = (one: ObjectKind) => number(ended ? one.ended : one.objects)
  const whole = kinds.reduce((sum, one) => sum + (ended ? one.ended : one.objects), 0)
  const risky = (risk: (typeof risks)[number]) => (kind ? [kind] : kinds).reduce((sum, one) => sum + (one.risks[risk] ?? 0), 0)
  const stateOf = (state: (typeof states)[number]) =>
    (kind ? [kind] : kinds).reduce((sum, { objects, coded, posted }) => {
      const counts = { none: objects - coded, issued: coded - posted, posted }
      return sum + counts[state]
    }, 0)
  return (
    <div className="fl objects-fl">
      <SelectField
        label={t('objects.kind')}
        hideLabel
        choices={[
          { id: all, label: `${t('objects.all-kinds')} ${number(whole)}` },
          ...kinds.map((one) => ({ id: one.kind, label: `${say(one.name)} ${count(one)}` })),
        ]}
        value={filter.kind ?? all}
        onChange={(id) => change({ kind: id === all ? undefined : id, id: undefined })}
      />
      <SelectField
        label={t('objects.risk')}
        hideLabel
        choices={[
          { id: all, label: t('objects.all-risks') },
          ...risks.map((risk) => ({ id: risk, label: ended ? riskWord(risk) : `${riskWord(risk)} ${number(risky(risk))}` })),
        ]}
        value={filter.risk ?? all}
        onChange={(id) => change({ risk: risks.find((risk) => risk === id) })}
      />
      <SelectField
        label={t('objects.field.ownerKind')}
        hideLabel
        choices={[
          { id: all, label: t('objects.all-owners') },
          ...(['owned', 'ownerless'] as const).map((id) => ({ id, label: t(`objects.ownerKind.${id}`) })),
        ]}
        value={filter.owner ?? all}
        onChange={(id) => change({ owner: id === 'owned' || id === 'ownerless' ? id : undefined })}
      />
      <SelectField
        label={t('codes.title')}
        hideLabel
        choices={[
          { id: all, label: t('codes.all') },
          ...states.map((state) => ({
            ...{ id: state, label: ended ? t(`codes.state.${state}`) : `${t(`codes.state.${state}`)} ${number(stateOf(state))}` },
          })),
        ]}
        value={filter.coded ?? all}
        onChange={(id) => change({ coded: states.find((state) => state === id) })}
      />
      <SearchWords label={t('objects.find')} q={filter.q} change={change} />
      {area.wish && (
        <FilterChip name={t('list.area')} value={area.trail.at(-1)?.name ?? ''} onRemove={() => area.choose(area.trail[0])} />
      )}
      <span className="grow" />
      <Segmented
        label={t('objects.view')}
        items={[
          { id: 'in-force', label: t('objects.in-force') },
          { id: 'ended', label: t('objects.ended') },
        ]}
        value={filter.view ?? 'in-force'}
        onChange={(view) => change({ view: view === 'ended' ? 'ended' : undefined, id: undefined })}
      />
      <Button small icon="form" off={kind ? null : t('objects.choose-kind')} onPress={() => onDo('sheet')}>
        {t('objects.sheet')}
      </Button>
      <Button small icon="clock" onPress={() => onDo('papers')}>
        {papers('due')}
      </Button>
      <Button small icon="scan" off={kind ? null : t('objects.choose-kind')} onPress={() => onDo('codes')}>
        {t('codes.open')}
      </Button>
      {keeps && (
        <Button small icon="plus" off={kind ? null : t('objects.choose-kind')} onPress={() => onDo('register')}>
          {t('objects.register')}
        </Button>
      )}
    </div>
  )
}
