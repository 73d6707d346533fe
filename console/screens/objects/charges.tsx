import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useDeferredValue, useState } from 'react'
import type { ChargeRole } from '../../../contract/charge-role.ts'
import type { Charge, ObjectEntry } from '../../../contract/register.ts'
import { When } from '../../../ui/age.tsx'
import { Button } from '../../../ui/button.tsx'
import { serverNow, useNow } from '../../../ui/clock.ts'
import { DateField } from '../../../ui/date-field.tsx'
import { dateTime } from '../../../ui/format.ts'
import { Segmented } from '../../../ui/segmented.tsx'
import { SelectField } from '../../../ui/select-field.tsx'
import { lang } from '../../../ui/t.ts'
import { Tag } from '../../../ui/tag.tsx'
import { FieldNote, TextField } from '../../../ui/text-field.tsx'
import { say, t } from '../../messages.ts'
import { type Choice, Pick } from '../../parts/pick.tsx'
import { useAct } from '../../use-act.ts'
import { PlainForm } from '../admin/plain-form.tsx'
import { holdersQuery } from './object-queries.ts'
import type { Revealed } from './reveal.tsx'

type Props = { entry: ObjectEntry; revealed: Revealed | null }
const roles: readonly ChargeRole[] = ['responsible', 'manager', 'maintainer', 'grid']

/** Who answers for the object now, and who did before. */
export function Charges({ entry, revealed }: Props): ReactNode {
  const [adding, setAdding] = useState(false)
  const [marking, setMarking] = useState<string | null>(null)
  const act = useAct()
  const now = entry.charges.filter(({ to }) => to === null)
  const before = entry.charges.filter(({ to }) => to !== null)
  return (
    <section>
      <div className="row">
        <h3 className="grow">{t('objects.charges')}</h3>
        {entry.mayChange && !adding && (
          <Button small icon="plus" onPress={() => setAdding(true)}>
            {t('objects.charge-add')}
          </Button>
        )}
      </div>
      {adding && <ChargeForm entry={entry} onClose={() => setAdding(false)} />}
      {now.length === 0 && !adding && <p className="meta">{t('objects.charges-none')}</p>}
      <FieldNote error={act.error?.message ?? null} />
      <ul className="shifts">
        {now.map((charge) => (
          <li key={charge.id}>
            <p className="row wrap">
              <Line charge={charge} entry={entry} revealed={revealed} />
              {entry.mayChange && charge.holder === 'outside' && marking !== charge.id && (
                <Button
                  small
                  kind="ghost"
                  label={t(charge.firm ? 'objects.charge-firm-unmark-this' : 'objects.charge-firm-mark-this', {
                    name: charge.name,
                  })}
                  onPress={() => setMarking(charge.id)}
                >
                  {t(charge.firm ? 'objects.charge-firm-unmark' : 'objects.charge-firm-mark')}
                </Button>
              )}
              {entry.mayChange && (
                <Button
                  small
                  kind="ghost"
                  busy={act.busy}
                  label={t('objects.charge-end-this', { name: charge.name })}
                  onPress={() => void act.run(`/charges/${charge.id}/end`)}
                >
                  {t('objects.charge-end')}
                </Button>
              )}
            </p>
            {marking === charge.id && <FirmForm charge={charge} onClose={() => setMarking(null)} />}
          </li>
        ))}
      </ul>
      {before.length > 0 && (
        <details>
          <summary className="meta">{t('objects.charges-before', { n: before.length })}</summary>
          <ul className="shifts">
            {before.map((charge) => (
              <li key={charge.id} className="row wrap t2">
                <Line charge={charge} entry={entry} revealed={revealed} /> <When at={charge.from} /> – <When at={charge.to!} />
              </li>
            ))}
          </ul>
        </details>
      )}
    </section>
  )
}

/** By the kind's own word where it has one. */
export const roleWords = (role: ChargeRole, { chargeNames }: Pick<ObjectEntry, 'chargeNames'>): string => {
  const own = chargeNames[role]
  return own ? say(own) : t(`objects.role.${role}`)
}

function Line({ charge, entry, revealed }: { charge: Charge; entry: ObjectEntry; revealed: Revealed | null }): ReactNode {
  const phone = revealed?.phones[charge.id] ?? charge.phone
  const now = useNow()
  return (
    <>
      <span className="t2">{roleWords(charge.role, entry)}</span>
      <b className="b">{revealed?.names[charge.id] ?? charge.name}</b>
      {charge.unitName && <span className="t2">{charge.unitName}</span>}
      {phone && <span className="code">{phone}</span>}
      {Date.parse(charge.from) > now && <Tag>{t('objects.charge-later', { date: dateTime(charge.from, now, lang()) })}</Tag>}
    </>
  )
}

/** A name is told to everybody from then on, or to nobody any more: it is said before it is done. */
function FirmForm({ charge, onClose }: { charge: Charge; onClose: () => void }): ReactNode {
  const act = useAct()
  const [mark, note] = charge.firm
    ? (['objects.charge-firm-unmark', 'objects.charge-person-note'] as const)
    : (['objects.charge-firm-mark', 'objects.charge-firm-note'] as const)
  const send = async () => {
    if (await act.run(`/charges/${charge.id}/firm`, { firm: !charge.firm })) onClose()
  }
  return (
    <PlainForm
      title={t(charge.firm ? 'objects.charge-firm-unmark-this' : 'objects.charge-firm-mark-this', { name: charge.name })}
      note={<p className="meta">{t(note)}</p>}
      verb={t(mark)}
      off={null}
      act={act}
      onSend={() => void send()}
      onClose={onClose}
    >
      {null}
    </PlainForm>
  )
}

function ChargeForm({ entry, onClose }: { entry: ObjectEntry; onClose: () => void }): ReactNode {
  const [role, setRole] = useState<ChargeRole>('responsible')
  const [where, setWhere] = useState('inside')
  const [holder, setHolder] = useState<Choice | null>(null)
  const [name, setName] = useState('')
  const [phone, setPhone] = useState('')
  const [from, setFrom] = useState<string | null>(null)
  const act = useAct()
  const inside = where === 'inside'
  const off = (inside ? holder : name.trim()) ? null : t('admin.fill-in')
  const send = async () => {
    const [kind, of] = (holder?.id ?? '').split(/:(.*)/s)
    const given = inside
      ? { kind, id: of }
      : { kind: 'outside', name: name.trim(), firm: where === 'firm', phone: phone.trim() || null }
    if (await act.run(`/objects/${encodeURIComponent(entry.id)}/charges`, { role, holder: given, ...(from ? { from } : {}) }))
      onClose()
  }
  return (
    <PlainForm
      title={t('objects.charge-add')}
      verb={t('objects.charge-save')}
      off={off}
      act={act}
      onSend={() => void send()}
      onClose={onClose}
    >
      <SelectField
        label={t('objects.charge-role')}
        required
        choices={roles.map((one) => ({ id: one, label: roleWords(one, entry) }))}
        value={role}
        onChange={(one) => setRole(one as ChargeRole)}
      />
      <Segmented
        label={t('objects.charge-who')}
        items={[
          { id: 'inside', label: t('objects.inside') },
          { id: 'outside', label: t('objects.outside') },
          { id: 'firm', label: t('objects.outside-firm') },
        ]}
        value={where}
        onChange={setWhere}
      />
      {inside ? (
        <HolderField value={holder} onChange={setHolder} />
      ) : (
        <>
          <TextField
            label={t(where === 'firm' ? 'objects.charge-firm' : 'objects.charge-name')}
            required
            value={name}
            onChange={setName}
            maxLength={60}
          />
          <TextField label={t('objects.charge-phone')} kind="tel" value={phone} onChange={setPhone} maxLength={25} />
        </>
      )}
      <DateField label={t('objects.charge-from')} value={from} onChange={setFrom} min={new Date(serverNow()).toISOString()} />
    </PlainForm>
  )
}

type Choosing = { value: Choice | null; onChange: (choice: Choice | null) => void }
function HolderField({ value, onChange }: Choosing): ReactNode {
  const [words, setWords] = useState('')
  const wanted = useDeferredValue(words.trim())
  const query = useQuery(holdersQuery(wanted))
  const rows = (query.data?.rows ?? []).map(({ kind, id, name, unitName }) => ({
    ...{ id: `${kind}:${id}`, name },
    note: [t(`objects.holder.${kind}`), unitName].filter(Boolean).join(' · '),
  }))
  return (
    <Pick
      label={t('objects.charge-who')}
      value={value}
      onChange={onChange}
      words={words}
      onWords={setWords}
      wanted={wanted}
      rows={rows}
      query={query}
    />
  )
}
