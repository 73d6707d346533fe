import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { type ReactNode, useDeferredValue, useMemo, useState } from 'react'
import type { Found } from '../../contract/search.ts'
import { type Command, CommandMenu } from '../../ui/command-menu.tsx'
import { gradeWords } from '../../ui/grade-badge.tsx'
import { lang, t as part, setLang } from '../../ui/t.ts'
import { t } from '../messages.ts'
import { searchQuery } from '../queries.ts'
import { may, useSession } from '../session.ts'
import { turnTheme } from './account.tsx'
import { screenCommands } from './commands.ts'
import { placesOf } from './places.ts'

/** Commands of every screen: where to go, area, look, language. */
function useEverywhere(onOpen: (what: 'area' | 'help') => void): Command[] {
  const navigate = useNavigate()
  const session = useSession()
  return useMemo(
    () => [
      ...placesOf(session).map((place) => ({
        id: `go-${place.id}`,
        label: t('command.go', { place: t(`place.${place.id}`) }),
        ...(place.keyFor ? { keyFor: place.keyFor } : {}),
        onRun: () => void navigate({ to: place.to }),
      })),
      { id: 'area', label: t('command.area'), keyFor: 'area' as const, onRun: () => onOpen('area') },
      { id: 'theme', label: t('command.theme'), onRun: turnTheme },
      { id: 'lang', label: t('command.lang'), onRun: () => setLang(lang() === 'en' ? 'zh-CN' : 'en') },
      { id: 'help', label: t('command.help'), keyFor: 'help' as const, onRun: () => onOpen('help') },
    ],
    [navigate, session, onOpen],
  )
}

/** What the server found, as commands that open it. */
function useFound(words: string): Command[] {
  const navigate = useNavigate()
  const session = useSession()
  const wanted = useDeferredValue(words.trim())
  const { data } = useQuery(searchQuery(wanted))
  if (!data || !wanted) return []
  const whole = may(session, 'vital.read')
    ? [
        {
          id: 'look-up',
          label: t('place.look-up'),
          note: wanted,
          onRun: () => void navigate({ to: '/look-up', search: { q: wanted } }),
        },
      ]
    : []
  const { events, areas, objects, devices, people }: Found = data
  return [
    ...whole,
    ...events.map((e) => ({
      id: `event-${e.id}`,
      label: e.title,
      note: `${gradeWords(e.grade)} · ${e.no}`,
      onRun: () => void navigate({ to: '/events/$id', params: { id: e.id } }),
    })),
    ...areas.map((a) => ({
      id: `area-${a.code}`,
      label: a.name,
      note: [t('command.area-note'), ...a.above].join(' · '),
      onRun: () => void navigate({ to: '.', search: (before: Record<string, unknown>) => ({ ...before, area: a.path }) }),
    })),
    ...objects.map((o) => ({
      id: `object-${o.id}`,
      label: o.name,
      note: `${t('command.object-note')} · ${o.code}`,
      onRun: () => void navigate({ to: '/map', search: { pick: o.id } }),
    })),
    ...devices.map((d) => ({
      id: `device-${d.id}`,
      label: d.name,
      note: `${t('command.device-note')} · ${d.objectName}`,
      onRun: () => void navigate({ to: '/map', search: { pick: d.object } }),
    })),
    ...people.flatMap((p) => [
      {
        id: `person-${p.id}`,
        label: p.name,
        note: `${p.unitName} · ${p.postName}`,
        onRun: () => void navigate({ to: '/events', search: { view: 'all', q: p.name } }),
      },
      {
        id: `why-${p.id}`,
        label: t('why-page.of', { name: p.name }),
        note: p.unitName,
        onRun: () => void navigate({ to: '/why', search: { person: p.id } }),
      },
    ]),
  ]
}

/** Ctrl/⌘ K: every action; `/`: the same menu, searching events, places, people and devices on the server too. */
export function CommandCentre({
  open,
  finding,
  onClose,
  onOpen,
}: {
  open: boolean
  finding: boolean
  onClose: () => void
  onOpen: (what: 'area' | 'help') => void
}): ReactNode {
  const [words, setWords] = useState('')
  const everywhere = useEverywhere(onOpen)
  const ofScreen = screenCommands.use()
  const found = useFound(open ? words : '')
  const close = () => {
    setWords('')
    onClose()
  }
  return (
    <CommandMenu
      open={open}
      onClose={close}
      commands={finding && !words ? [] : [...(open ? ofScreen() : []), ...everywhere]}
      found={found}
      onQuery={setWords}
      ask={finding ? part('frame.search') : part('cmd.ask')}
    />
  )
}
