import { useQuery } from '@tanstack/react-query'
import { Outlet, useLocation, useNavigate, useRouter } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import { AreaSwitcher } from '../../ui/area-switcher.tsx'
import { Frame } from '../../ui/frame.tsx'
import { KeyHelp } from '../../ui/key-help.tsx'
import { useKeys } from '../../ui/keys.ts'
import { SoundControl } from '../../ui/sound-control.tsx'
import { undoLast } from '../../ui/toast.tsx'
import { LiveRoot } from '../live.tsx'
import { t } from '../messages.ts'
import { signalsQuery } from '../queries.ts'
import { requestsOf, toAnswer } from '../screens/objects/second/queries.ts'
import { writeSearch } from '../search.ts'
import { may, useSession } from '../session.ts'
import { Account } from './account.tsx'
import { CommandCentre } from './command-centre.tsx'
import { foot } from './foot.ts'
import { IdleNotice } from './idle-notice.tsx'
import { placesOf } from './places.ts'
import { PlainHttp } from './plain-http.tsx'
import { silentQuery } from './silent-query.ts'
import { useArea } from './use-area.ts'
import { vitalRequestsQuery } from './vital-requests-query.ts'
import { WarningMark } from './warning-mark.tsx'

type Open = 'none' | 'help' | 'area' | 'commands' | 'search'

/** Keys that work on every screen. */
function useFrameKeys(open: (what: Open) => void): void {
  const navigate = useNavigate()
  const session = useSession()
  const go = Object.fromEntries(
    placesOf(session).flatMap((place) => (place.keyFor ? [[place.keyFor, () => void navigate({ to: place.to })]] : [])),
  )
  useKeys({
    ...go,
    command: () => open('commands'),
    search: () => open('search'),
    help: () => open('help'),
    area: () => open('area'),
    undo: () => undoLast(),
  })
}

/** Rail, top bar and key bar around the screens; the stream, the idle notice and the command menu live here. */
export function AppFrame(): ReactNode {
  const session = useSession()
  return (
    <LiveRoot session={session}>
      <InFrame />
    </LiveRoot>
  )
}

function useNav() {
  const session = useSession()
  const { wish } = useArea()
  const inbox = useQuery({ ...signalsQuery({ area: wish, view: 'inbox' }), enabled: may(session, 'signal.read') })
  const silent = useQuery({ ...silentQuery, enabled: may(session, 'vital.read') })
  const defined = useQuery({ ...vitalRequestsQuery, enabled: may(session, 'vital.define') })
  const asked = useQuery({ ...requestsOf({ area: wish }), enabled: may(session, 'object.confirm') })
  return placesOf(session).map((place) => {
    const counts: Readonly<Record<string, number | undefined>> = {
      inbox: inbox.data?.counts.waiting,
      // both are for whoever looks to do: values that are owed, and definitions to answer
      vitals: (silent.data?.mine ?? 0) + (defined.data?.toAnswer ?? 0),
      objects: asked.data && toAnswer(asked.data),
    }
    const count = counts[place.id]
    const href = `${place.to}${writeSearch({ area: wish })}`
    return { id: place.id, label: t(`place.${place.id}`), icon: place.icon, href, ...(count ? { count } : {}) }
  })
}

function InFrame(): ReactNode {
  const session = useSession()
  const router = useRouter()
  const { pathname } = useLocation()
  const area = useArea()
  const [open, setOpen] = useState<Open>('none')
  const nav = useNav()
  const bar = foot.use()
  useFrameKeys(setOpen)
  const current = nav.find((item) => pathname.startsWith(`/${item.id}`))?.id ?? ''
  const close = () => setOpen('none')
  return (
    <>
      <Frame
        nav={nav}
        current={current}
        go={(href) => router.history.push(href)}
        area={
          <AreaSwitcher
            trail={area.trail}
            onChange={area.choose}
            load={area.load}
            open={open === 'area'}
            onOpen={(now) => setOpen(now ? 'area' : 'none')}
          />
        }
        onSearch={() => setOpen('search')}
        onHelp={() => setOpen('help')}
        top={
          <>
            <WarningMark />
            <SoundControl short />
          </>
        }
        duty={{ name: session.person.name, post: session.post.name }}
        account={<Account />}
        keys={bar.hints}
        keyNote={bar.note}
      >
        <PlainHttp />
        <Outlet />
      </Frame>
      <CommandCentre
        open={open === 'commands' || open === 'search'}
        finding={open === 'search'}
        onClose={close}
        onOpen={setOpen}
      />
      <KeyHelp open={open === 'help'} onClose={close} />
      <IdleNotice minutes={session.idleMinutes} />
    </>
  )
}
