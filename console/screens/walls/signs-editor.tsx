import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { type ReactNode, useDeferredValue, useState } from 'react'
import { type WallLayout, wallSigns } from '../../../contract/wall-kinds.ts'
import { Button } from '../../../ui/button.tsx'
import { Tag } from '../../../ui/tag.tsx'
import { TextField } from '../../../ui/text-field.tsx'
import { say } from '../../messages.ts'
import { vitalsQuery } from '../vitals/vital-queries.ts'
import { signsQuery, type Whose } from './wall-queries.ts'
import { w } from './words.ts'

type Named = { code: string; name: { zh: string; en: string } }
type Editing = { layout: WallLayout; onChange: (next: WallLayout) => void; whose: Whose }
/** So many of what was found are shown: who types on finds the rest. */
const found = 6

/** Another order, or one less; an empty choice is none: the first ones of the boards again. */
const withSigns = (layout: WallLayout, codes: readonly string[]): WallLayout => {
  const { vitals: _, ...panels } = layout
  return codes.length > 0 ? { ...panels, vitals: codes } : panels
}

function swapped(codes: readonly string[], at: number, by: -1 | 1): string[] {
  const next = [...codes]
  next.splice(at + by, 0, ...next.splice(at, 1))
  return next
}

function Chosen({
  codes,
  nameOf,
  onChange,
}: {
  codes: readonly string[]
  nameOf: (code: string) => string
  onChange: (codes: string[]) => void
}): ReactNode {
  return (
    <ol className="wl-signs">
      {codes.map((code, at) => {
        const name = nameOf(code)
        return (
          <li key={code}>
            <span className="grow el">{name}</span>
            <Button
              small
              kind="ghost"
              label={w('panel.up', { name })}
              off={at === 0 ? '—' : null}
              onPress={() => onChange(swapped(codes, at, -1))}
            >
              ↑
            </Button>
            <Button
              small
              kind="ghost"
              label={w('panel.down', { name })}
              off={at === codes.length - 1 ? '—' : null}
              onPress={() => onChange(swapped(codes, at, 1))}
            >
              ↓
            </Button>
            <Button
              small
              kind="ghost"
              icon="x"
              label={w('panel.off', { name })}
              onPress={() => onChange(codes.filter((one) => one !== code))}
            />
          </li>
        )
      })}
    </ol>
  )
}

type Finding = { whose: Whose; codes: readonly string[]; onAdd: (one: Named) => void }

/** One more, found by its name, initials or code among those of the registry. */
function Finder({ whose, codes, onAdd }: Finding): ReactNode {
  const [q, setQ] = useState('')
  const asked = useDeferredValue(q.trim())
  const list = useInfiniteQuery({ ...vitalsQuery({ area: whose.area, q: asked }), enabled: asked !== '' })
  const hits = (list.data?.pages[0]?.rows ?? []).filter(({ code }) => !codes.includes(code)).slice(0, found)
  const full = codes.length >= wallSigns ? w('signs.full', { n: wallSigns }) : null
  return (
    <>
      <TextField label={w('signs.find')} hint={w('signs.find-hint')} value={q} onChange={setQ} />
      {asked !== '' && list.data && hits.length === 0 && <p className="t2">{w('signs.no-hit')}</p>}
      <ul>
        {asked !== '' &&
          hits.map(({ code, name, state }) => (
            <li key={code}>
              <span className="grow el">{say(name)}</span>
              {state !== 'connected' && state !== 'trusted' && <Tag>{w('signs.unconnected')}</Tag>}
              <Button small label={w('signs.add-one', { name: say(name) })} off={full} onPress={() => onAdd({ code, name })}>
                {w('signs.add')}
              </Button>
            </li>
          ))}
      </ul>
    </>
  )
}

/** Which vitals the panel 体征 shows, in which order; nobody chose any: the first connected ones of the boards. */
export function SignsEditor({ layout, onChange, whose }: Editing): ReactNode {
  const codes = layout.vitals ?? []
  const [seen, setSeen] = useState<readonly Named[]>([])
  const shown = useQuery(signsQuery(whose.area)).data?.vitals?.rows ?? []
  const names = new Map([...shown, ...seen].map(({ code, name }) => [code, say(name)]))
  const put = (next: readonly string[]) => onChange(withSigns(layout, next))
  const add = (one: Named) => {
    setSeen([...seen, one])
    put([...codes, one.code])
  }
  return (
    <section className="wl-slot" aria-label={w('signs')}>
      <h2>
        {w('signs')} <span className="meta">{w('slot.rows', { n: codes.length, of: wallSigns })}</span>
      </h2>
      {codes.length === 0 ? (
        <>
          <p className="t2">{w('signs.none')}</p>
          <Button small off={shown.length === 0 ? w('signs.nothing') : null} onPress={() => put(shown.map(({ code }) => code))}>
            {w('signs.start')}
          </Button>
        </>
      ) : (
        <Chosen codes={codes} nameOf={(code) => names.get(code) ?? code} onChange={put} />
      )}
      <Finder whose={whose} codes={codes} onAdd={add} />
    </section>
  )
}
