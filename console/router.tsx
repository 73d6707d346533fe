import type { QueryClient } from '@tanstack/react-query'
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect,
  retainSearchParams,
} from '@tanstack/react-router'
import { ApiError } from '../ui/api.ts'
import { AppFrame } from './frame/app-frame.tsx'
import { firstPlace } from './frame/places.ts'
import { Broken, Door, NoSuchPlace } from './frame/trouble.tsx'
import { onlyKnown } from './only-known.ts'
import { lookUpSearch } from './screens/look-up/search.ts'
import { SignIn } from './screens/sign-in/sign-in.tsx'
import {
  adminSearch,
  areaSearch,
  checkSearch,
  checkUpSearch,
  dispatchSearch,
  drillsSearch,
  dutySearch,
  eventFilter,
  feedSearch,
  hazardSearch,
  inboxSearch,
  itemSearch,
  mapSearch,
  objectSearch,
  packsSearch,
  plansSearch,
  plateSearch,
  readSearch,
  riskSearch,
  rulesSearch,
  signInSearch,
  targetReviewSearch,
  targetSearch,
  vettingSearch,
  vitalSearch,
  wallSearch,
  warningSearch,
  whySearch,
  writeSearch,
} from './search.ts'
import { evaluateSearch, replaySearch, reviewsSearch } from './search-evaluate.ts'
import { sessionQuery } from './session.ts'

type Context = { client: QueryClient }

const root = createRootRouteWithContext<Context>()({
  component: Outlet,
  errorComponent: Broken,
  notFoundComponent: NoSuchPlace,
})

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  validateSearch: signInSearch,
  component: SignIn,
})

/** Who is there; nobody goes to the door, and comes back. */
async function knock(client: QueryClient, href: string) {
  try {
    return { session: await client.ensureQueryData(sessionQuery) }
  } catch (error) {
    if (error instanceof ApiError && error.status === 401) throw redirect({ to: '/sign-in', search: { back: href } })
    throw error
  }
}

/** A letter as it comes out of the printer: behind the door, without the frame. */
const letter = createRoute({
  getParentRoute: () => root,
  path: '/letters/$id',
  beforeLoad: ({ context, location }) => knock(context.client, location.href),
  component: lazyRouteComponent(() => import('./screens/hazards/letter-print.tsx'), 'LetterPrint'),
  pendingComponent: Door,
  errorComponent: Broken,
})

/** A page of its own behind the door, without the frame: what is printed. */
const sheet = {
  getParentRoute: () => root,
  beforeLoad: ({ context, location }: { context: { client: QueryClient }; location: { href: string } }) =>
    knock(context.client, location.href),
  pendingComponent: Door,
  errorComponent: Broken,
} as const

/** Plates as they come out of the printer: behind the door, without the frame. */
const plates = createRoute({
  ...sheet,
  path: '/plates',
  validateSearch: onlyKnown(plateSearch),
  component: lazyRouteComponent(() => import('./screens/plates/plates.tsx'), 'Plates'),
})

/** 一楼一案 on one sheet, without the frame. */
const brief = createRoute({
  ...sheet,
  path: '/brief/$id',
  component: lazyRouteComponent(() => import('./screens/brief/brief.tsx'), 'Brief'),
})

/** 案卷: a case with everything that proves it, without the frame. */
const caseFile = createRoute({
  ...sheet,
  path: '/case-file/$id',
  component: lazyRouteComponent(() => import('./screens/case-file/case-file.tsx'), 'CaseFileScreen'),
})

/** 撤离清单 on sheets to print, without the frame. */
const evacuation = createRoute({
  ...sheet,
  path: '/evacuation/$id',
  component: lazyRouteComponent(() => import('./screens/evacuation/evacuation.tsx'), 'EvacuationPage'),
})

/** 季度评审单 of a target plan on paper. */
const targetReview = createRoute({
  ...sheet,
  path: '/targets/$plan/review',
  validateSearch: onlyKnown(targetReviewSearch),
  component: lazyRouteComponent(() => import('./screens/targets/review.tsx'), 'TargetReview'),
})

/** 城市体检表 on paper. */
const checkUp = createRoute({
  ...sheet,
  path: '/check-up',
  validateSearch: onlyKnown(checkUpSearch),
  component: lazyRouteComponent(() => import('./screens/check-up/check-up.tsx'), 'CheckUpPage'),
})

/** 复盘单 of a drill on paper. */
const drillSheet = createRoute({
  ...sheet,
  path: '/drills/$id',
  component: lazyRouteComponent(() => import('./screens/drills/sheet.tsx'), 'DrillSheet'),
})

/** 复盘单 on paper; 回放, a case played from its facts. */
const review = createRoute({
  ...sheet,
  path: '/reviews/$id',
  component: lazyRouteComponent(() => import('./screens/reviews/review.tsx'), 'ReviewPage'),
})

const replay = createRoute({
  ...sheet,
  path: '/replay/$id',
  validateSearch: onlyKnown(replaySearch),
  component: lazyRouteComponent(() => import('./screens/replay/replay.tsx'), 'Replay'),
})

/** Everything behind the door: asks who is there, keeps `?area=` from screen to screen. */
const app = createRoute({
  getParentRoute: () => root,
  id: 'app',
  validateSearch: areaSearch,
  search: { middlewares: [retainSearchParams(['area'])] },
  beforeLoad: ({ context, location }) => knock(context.client, location.href),
  component: AppFrame,
  pendingComponent: Door,
  errorComponent: Broken,
})

const at = { getParentRoute: () => app } as const

const home = createRoute({
  ...at,
  path: '/',
  beforeLoad: ({ context }) => {
    throw redirect({ to: firstPlace(context.session), replace: true })
  },
})
const inbox = createRoute({
  ...at,
  path: '/inbox',
  validateSearch: onlyKnown(inboxSearch),
  component: lazyRouteComponent(() => import('./screens/inbox/inbox.tsx'), 'Inbox'),
})
const vetting = createRoute({
  ...at,
  path: '/vetting',
  validateSearch: onlyKnown(vettingSearch),
  component: lazyRouteComponent(() => import('./screens/vetting/vetting.tsx'), 'Vetting'),
})
const events = createRoute({
  ...at,
  path: '/events',
  validateSearch: onlyKnown(eventFilter),
  component: lazyRouteComponent(() => import('./screens/event-list/event-list.tsx'), 'EventList'),
})
const event = createRoute({
  ...at,
  path: '/events/$id',
  component: lazyRouteComponent(() => import('./screens/event-detail/event-detail.tsx'), 'EventDetailScreen'),
})
const concerns = createRoute({
  ...at,
  path: '/concerns',
  component: lazyRouteComponent(() => import('./screens/concerns/concerns.tsx'), 'Concerns'),
})
const concern = createRoute({
  ...at,
  path: '/concerns/$id',
  component: lazyRouteComponent(() => import('./screens/concerns/concern.tsx'), 'ConcernScreen'),
})
const map = createRoute({
  ...at,
  path: '/map',
  validateSearch: onlyKnown(mapSearch),
  component: lazyRouteComponent(() => import('./screens/map/map-screen.tsx'), 'MapScreen'),
})
const objects = createRoute({
  ...at,
  path: '/objects',
  validateSearch: onlyKnown(objectSearch),
  component: lazyRouteComponent(() => import('./screens/objects/objects.tsx'), 'Objects'),
})
const scene = createRoute({
  ...at,
  path: '/scene',
  component: lazyRouteComponent(() => import('./screens/scene/scene.tsx'), 'SceneLayersScreen'),
})
const risk = createRoute({
  ...at,
  path: '/risk',
  validateSearch: onlyKnown(riskSearch),
  component: lazyRouteComponent(() => import('./screens/risk/risk.tsx'), 'RiskScreen'),
})
const lookUp = createRoute({
  ...at,
  path: '/look-up',
  validateSearch: onlyKnown(lookUpSearch),
  component: lazyRouteComponent(() => import('./screens/look-up/look-up.tsx'), 'LookUpScreen'),
})
const vitals = createRoute({
  ...at,
  path: '/vitals',
  validateSearch: onlyKnown(vitalSearch),
  component: lazyRouteComponent(() => import('./screens/vitals/vitals.tsx'), 'VitalsScreen'),
})
const quality = createRoute({
  ...at,
  path: '/quality',
  component: lazyRouteComponent(() => import('./screens/quality/quality.tsx'), 'Quality'),
})
const targets = createRoute({
  ...at,
  path: '/targets',
  validateSearch: onlyKnown(targetSearch),
  component: lazyRouteComponent(() => import('./screens/targets/targets.tsx'), 'TargetsScreen'),
})
const items = createRoute({
  ...at,
  path: '/items',
  validateSearch: onlyKnown(itemSearch),
  component: lazyRouteComponent(() => import('./screens/items/items.tsx'), 'Items'),
})
const hazards = createRoute({
  ...at,
  path: '/hazards',
  validateSearch: onlyKnown(hazardSearch),
  component: lazyRouteComponent(() => import('./screens/hazards/hazards.tsx'), 'Hazards'),
})
const dispatch = createRoute({
  ...at,
  path: '/dispatch',
  validateSearch: onlyKnown(dispatchSearch),
  component: lazyRouteComponent(() => import('./screens/dispatch/dispatch.tsx'), 'Dispatch'),
})
const check = createRoute({
  ...at,
  path: '/check',
  validateSearch: onlyKnown(checkSearch),
  component: lazyRouteComponent(() => import('./screens/check/check-queue.tsx'), 'CheckQueue'),
})
const duty = createRoute({
  ...at,
  path: '/duty',
  validateSearch: onlyKnown(dutySearch),
  component: lazyRouteComponent(() => import('./screens/duty/duty.tsx'), 'Duty'),
})
const warnings = createRoute({
  ...at,
  path: '/warnings',
  validateSearch: onlyKnown(warningSearch),
  component: lazyRouteComponent(() => import('./screens/warnings/warnings.tsx'), 'Warnings'),
})
const feeds = createRoute({
  ...at,
  path: '/feeds',
  validateSearch: onlyKnown(feedSearch),
  component: lazyRouteComponent(() => import('./screens/feeds/feeds.tsx'), 'Feeds'),
})
const plans = createRoute({
  ...at,
  path: '/plans',
  validateSearch: onlyKnown(plansSearch),
  component: lazyRouteComponent(() => import('./screens/plans/plans.tsx'), 'Plans'),
})
const drills = createRoute({
  ...at,
  path: '/plans/drills',
  validateSearch: onlyKnown(drillsSearch),
  component: lazyRouteComponent(() => import('./screens/drills/drills.tsx'), 'Drills'),
})
const packs = createRoute({
  ...at,
  path: '/packs',
  validateSearch: onlyKnown(packsSearch),
  component: lazyRouteComponent(() => import('./screens/packs/packs.tsx'), 'Packs'),
})
const rules = createRoute({
  ...at,
  path: '/rules',
  validateSearch: onlyKnown(rulesSearch),
  component: lazyRouteComponent(() => import('./screens/rules/rules.tsx'), 'Rules'),
})
const admin = createRoute({
  ...at,
  path: '/admin',
  validateSearch: onlyKnown(adminSearch),
  component: lazyRouteComponent(() => import('./screens/admin/admin.tsx'), 'Admin'),
})

const walls = createRoute({
  ...at,
  path: '/walls',
  validateSearch: onlyKnown(wallSearch),
  component: lazyRouteComponent(() => import('./screens/walls/walls.tsx'), 'Walls'),
})
const why = createRoute({
  ...at,
  path: '/why',
  validateSearch: onlyKnown(whySearch),
  component: lazyRouteComponent(() => import('./screens/why/why.tsx'), 'WhyScreen'),
})
const evaluate = createRoute({
  ...at,
  path: '/evaluate',
  validateSearch: onlyKnown(evaluateSearch),
  component: lazyRouteComponent(() => import('./screens/evaluate/evaluate.tsx'), 'Evaluate'),
})

const reviews = createRoute({
  ...at,
  path: '/reviews',
  validateSearch: onlyKnown(reviewsSearch),
  component: lazyRouteComponent(() => import('./screens/reviews/reviews.tsx'), 'Reviews'),
})

/** Screens with an address of their own that a link may open at once. */
const screens = [
  ...([vetting, events, map, risk, lookUp, vitals, quality, targets, objects, hazards, scene, dispatch, check] as const),
  ...([duty, warnings, feeds, plans, drills, packs, rules, admin, why, evaluate, reviews, items, walls] as const),
] as const

const tree = root.addChildren([
  ...([signIn, plates, brief, caseFile, evacuation, letter, drillSheet, targetReview, checkUp] as const),
  ...([review, replay] as const),
  app.addChildren([home, inbox, event, concerns, concern, ...screens]),
])

/** The router of the console. Addresses are plain words (`search.ts`); a screen's code is fetched when a link to it is touched. */
export function createConsoleRouter(client: QueryClient) {
  return createRouter({
    routeTree: tree,
    context: { client },
    parseSearch: readSearch,
    stringifySearch: writeSearch,
    defaultPreload: 'intent',
    defaultPendingMs: 200,
    // Nobody waits longer than there is something to wait for.
    defaultPendingMinMs: 0,
    scrollRestoration: false,
  })
}

/** Begins to fetch the screen of an address while the session is still being asked for; the door needs none of them. */
export function fetchScreen(pathname: string): void {
  const screen = screens.find(({ fullPath }) => pathname === fullPath) ?? inbox
  const isEvent = pathname.startsWith('/events/')
  if (pathname !== '/sign-in') void (isEvent ? event : screen).options.component?.preload?.()
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createConsoleRouter>
  }
}
