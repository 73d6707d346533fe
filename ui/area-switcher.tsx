import { type ReactNode, useEffect, useState } from 'react'
import { Autocomplete } from 'react-aria-components/Autocomplete'
import { Button } from 'react-aria-components/Button'
import { Dialog, DialogTrigger } from 'react-aria-components/Dialog'
import { Input } from 'react-aria-components/Input'
import { ListBox, ListBoxItem } from 'react-aria-components/ListBox'
import { Popover } from 'react-aria-components/Popover'
import { SearchField } from 'react-aria-components/SearchField'
import { usePinyin } from './command-menu.tsx'
import { Icon } from './icons.tsx'
import { rank } from './search.ts'
import { t } from './t.ts'

export type Tier = 'city' | 'district' | 'town' | 'community' | 'grid'
/** An area as the switcher needs it. `path` ends with "/" and is what stands in the URL (`?area=50/500105/`). */
export type AreaOption = { code: string; name: string; path: string; tier: Tier; note?: string }

/** Loads the areas right below one, in their official order. */
export type AreaLoader = (parent: AreaOption, signal: AbortSignal) => Promise<readonly AreaOption[]>

type Props = {
  /** from the highest the person may see down to the one in force: 市, 江北区, 寸滩街道 */
  trail: readonly [AreaOption, ...AreaOption[]]
  onChange: (area: AreaOption) => void
  load: AreaLoader
  open: boolean
  onOpen: (open: boolean) => void
  /** areas below this tier are not offered */
  lowest?: Tier
}

const below = {
  city: 'area.city',
  district: 'area.district',
  town: 'area.town',
  community: 'area.community',
  grid: 'area.community',
} as const

function useChildren(parent: AreaOption, load: AreaLoader, wanted: boolean): readonly AreaOption[] | null {
  const [found, setFound] = useState<{ of: string; rows: readonly AreaOption[] } | null>(null)
  useEffect(() => {
    if (!wanted) return
    const stop = new AbortController()
    load(parent, stop.signal).then(
      (rows) => setFound({ of: parent.code, rows }),
      () => setFound({ of: parent.code, rows: [] }),
    )
    return () => stop.abort()
  }, [parent, load, wanted])
  return found?.of === parent.code ? found.rows : null
}

function Choose({ trail, onChange, load, onOpen, lowest = 'town' }: Omit<Props, 'open'>): ReactNode {
  const here = trail.at(-1) ?? trail[0]
  const leaf = here.tier === lowest && trail.length > 1
  const [parent, setParent] = useState<AreaOption>(leaf ? (trail.at(-2) ?? here) : here)
  const [query, setQuery] = useState('')
  const rows = useChildren(parent, load, true)
  const pinyin = usePinyin(true)
  const found = rank(rows ?? [], (a) => a.name, query, pinyin)
  const up = trail.slice(
    0,
    trail.findIndex((a) => a.code === parent.code),
  )
  const take = (area: AreaOption) => {
    onOpen(false)
    onChange(area)
  }
  const choose = (id: string | number) => {
    const area = found.find((a) => a.code === id)
    if (area) take(area)
  }
  return (
    <>
      <div className="row area-up">
        {up.map((a) => (
          <button key={a.code} type="button" className="linkish" onClick={() => setParent(a)}>
            {a.name} ›
          </button>
        ))}
        <b className="b">{parent.name}</b>
        <span className="grow" />
        <button type="button" className="linkish" onClick={() => take(parent)}>
          {t('area.all', { of: t(below[parent.tier]) })}
        </button>
      </div>
      <Autocomplete inputValue={query} onInputChange={setQuery}>
        <SearchField aria-label={t('area.search')} autoFocus className="ask">
          <Icon name="search" size={14} />
          <Input placeholder={t('area.search')} />
        </SearchField>
        <ListBox
          className="opts"
          aria-label={t(below[parent.tier])}
          onAction={choose}
          renderEmptyState={() => <p className="nothing">{rows === null ? t('load.busy') : t('area.none')}</p>}
        >
          {found.map((a) => (
            <ListBoxItem key={a.code} id={a.code} className="opt" textValue={a.name}>
              <span className="grow el">{a.name}</span>
              {a.note && <span className="why">{a.note}</span>}
            </ListBoxItem>
          ))}
        </ListBox>
      </Autocomplete>
    </>
  )
}

/**
 * 市 › 区县 › 镇街: the drill-down that filters everything and stands in the URL. The app keeps `trail` from its address and writes it back in
 * `onChange`; the list comes from `load`. Opens with U.
 */
export function AreaSwitcher(props: Props): ReactNode {
  const here = props.trail.at(-1) ?? props.trail[0]
  return (
    <DialogTrigger isOpen={props.open} onOpenChange={props.onOpen}>
      <Button
        className="unit"
        aria-label={t('area.switch', { name: props.trail.map((a) => a.name).join(' › ') })}
        aria-keyshortcuts="U"
      >
        {props.trail.slice(0, -1).map((a) => (
          <span key={a.code} className="t2">
            {a.name} ›
          </span>
        ))}
        <b>{here.name}</b>
        <Icon name="down" size={14} />
      </Button>
      <Popover className="pop area-pop" placement="bottom start" offset={4}>
        <Dialog className="cmd flat" aria-label={t('area.search')}>
          <Choose {...props} />
        </Dialog>
      </Popover>
    </DialogTrigger>
  )
}
