import { join, resolve } from 'node:path'
import { describeRoutes } from './api-page.ts'
import { directoryRoutes } from './centre/admin/directory/routes.ts'
import { adminRoutes } from './centre/admin/routes.ts'
import { areaChangeRoutes } from './centre/areas/routes.ts'
import { balanceRoutes } from './centre/balance/routes.ts'
import { evaluationRoutes } from './centre/balance/routes-evaluation.ts'
import { kpiRoutes } from './centre/balance/routes-kpi.ts'
import { caseFileRoutes } from './centre/case-file/routes.ts'
import { catalogueRoutes } from './centre/catalogue/routes.ts'
import { checkUpRoutes } from './centre/check-up/routes.ts'
import { cockpitRoutes } from './centre/cockpit/routes.ts'
import { cockpitPartRoutes } from './centre/cockpit/routes-parts.ts'

import { cockpitRowRoutes } from './centre/cockpit/routes-rows.ts'
import { concernRoutes } from './centre/concerns/routes.ts'
import { demoRoutes } from './centre/demo/routes.ts'
import { deskRoutes } from './centre/desk/routes.ts'
import { unitRoutes } from './centre/desk/routes-units.ts'
import { savedViewRoutes } from './centre/desk/views/routes.ts'
import { dutyRoutes } from './centre/duty/routes.ts'
import { exerciseDeskRoutes } from './centre/exercises/routes.ts'
import { feedRoutes } from './centre/feeds/routes.ts'
import { receivedRoutes } from './centre/feeds/routes-received.ts'
import { haulageRoutes } from './centre/haulage/routes.ts'
import { baselineRoutes } from './centre/haulage/routes-baseline.ts'
import { ticketDetailRoutes } from './centre/haulage/routes-ticket.ts'
import { ledgerRoutes } from './centre/hazards/routes.ts'
import { dueRoutes } from './centre/inspections/routes.ts'
import { itemRoutes } from './centre/items/routes.ts'
import { objectLedgerRoutes } from './centre/ledger/routes.ts'
import type { Hub } from './centre/live/hub.ts'
import { liveRoutes } from './centre/live/routes.ts'
import { mapRoutes } from './centre/map/routes.ts'
import { trackRoutes } from './centre/map/track/routes.ts'
import { monthSheetRoutes } from './centre/month-sheet/routes.ts'
import { openLayerRoutes } from './centre/open-layers/routes.ts'
import { open311Routes } from './centre/open311/routes.ts'
import { packRoutes } from './centre/packs/routes.ts'
import { cardRoutes } from './centre/register/card/routes.ts'
import { registerRoutes } from './centre/register/routes.ts'
import { readLine } from './centre/register/store.ts'
import { replayRoutes } from './centre/replay/routes.ts'
import { reviewRoutes } from './centre/reviews/routes.ts'
import { reviewActionRoutes } from './centre/reviews/routes-actions.ts'
import { reviewPaperRoutes } from './centre/reviews/routes-paper.ts'
import { riskRoutes } from './centre/risk/routes.ts'
import { riskWallRoutes } from './centre/risk/routes-wall.ts'
import { sceneRoutes } from './centre/scene/routes.ts'
import { sensorThingsRoutes } from './centre/sensor-things/routes.ts'
import { targetRoutes } from './centre/targets/routes.ts'
import { targetEvidenceRoutes } from './centre/targets/routes-evidence.ts'
import { targetWriteRoutes } from './centre/targets/routes-write.ts'
import { planFor } from './centre/targets/store.ts'
import { baseMapRoutes } from './centre/tiles/basemap/routes.ts'
import { tileRoutes } from './centre/tiles/routes.ts'
import { viewRoutes } from './centre/tiles/routes-view.ts'
import { truthRoutes } from './centre/truth/routes.ts'
import { backtestRoutes } from './centre/versions/back-test/routes.ts'
import type { Backtests } from './centre/versions/back-test/runner.ts'
import { planRoutes } from './centre/versions/plans/routes.ts'
import { tiersOf } from './centre/versions/preview/preview.ts'
import { previewRoutes } from './centre/versions/preview/routes.ts'
import { ruleRoutes } from './centre/versions/routes.ts'
import { whyRoutes } from './centre/versions/why/routes.ts'
import { vettingRoutes } from './centre/vetting/routes.ts'
import { areaOfPicture } from './centre/vetting/store.ts'
import { readCaseVitals } from './centre/vitals/causes/case-vital.ts'
import { causeRoutes } from './centre/vitals/causes/routes.ts'
import { vitalDoubtRoutes } from './centre/vitals/doubts/routes.ts'
import { registryRoutes } from './centre/vitals/registry/routes.ts'
import { vitalReportingRoutes } from './centre/vitals/reporting/routes.ts'
import { vitalRoutes } from './centre/vitals/routes.ts'
import { vitalTaskRoutes } from './centre/vitals/tasks/routes.ts'
import { readSigns } from './centre/vitals/wall/read-signs.ts'
import { wallVitalRoutes } from './centre/vitals/wall/routes.ts'
import { wallRoutes } from './centre/walls/routes.ts'
import { wallOpenRoutes } from './centre/walls/routes-opens.ts'
import { wallSeatRoutes } from './centre/walls/routes-seats.ts'
import { warningRoutes } from './centre/warnings/routes.ts'
import { wordRoutes } from './centre/words/routes.ts'
import type { LiveCalendar } from './city/calendar/live-calendar.ts'
import { channelRoutes } from './city/channel/routes.ts'
import { pushRoutes } from './city/channel/routes-push.ts'
import type { ChannelSettings } from './city/channel/types.ts'
import { fileRoutes } from './city/file/routes.ts'
import type { Packs } from './city/pack/packs.ts'
import { inScope } from './city/permit/scope.ts'
import type { ProviderClient } from './city/sign-in/providers/client.ts'
import { signInRoutes } from './city/sign-in/routes.ts'
import type { Ingest } from './flow/1-ingest/accept.ts'
import { cameraRoutes } from './flow/1-ingest/cameras/routes.ts'
import type { Gateways } from './flow/1-ingest/gateways/gateways.ts'
import { gatewayRoutes } from './flow/1-ingest/gateways/routes.ts'
import { senderRoutes } from './flow/1-ingest/gateways/routes-senders.ts'
import { hotlineRoutes } from './flow/1-ingest/hotline/routes.ts'
import { hotlineDeskRoutes } from './flow/1-ingest/hotline/routes-desk.ts'
import { inspectionRoutes } from './flow/1-ingest/inspections/routes.ts'
import { visibleInspection } from './flow/1-ingest/inspections/store.ts'
import type { MappedDeps } from './flow/1-ingest/mapped/deps.ts'
import { mappedFeedRoutes } from './flow/1-ingest/mapped/routes.ts'
import { fileFeedRoutes } from './flow/1-ingest/mapped/routes-files.ts'
import { ngsiRoutes } from './flow/1-ingest/mapped/routes-ngsi.ts'
import { plotRoutes } from './flow/1-ingest/plots/routes.ts'
import type { Aside } from './flow/1-ingest/put-aside.ts'
import { receiveReport } from './flow/1-ingest/reports/receive.ts'
import { reportRoutes } from './flow/1-ingest/reports/routes.ts'
import { ingestRoutes } from './flow/1-ingest/routes.ts'
import { laneRoutes } from './flow/1-ingest/routes-lanes.ts'
import type { ShedList } from './flow/1-ingest/shed.ts'
import { ticketRoutes } from './flow/1-ingest/tickets/routes.ts'
import { ticketSheetRoutes } from './flow/1-ingest/tickets/routes-sheet.ts'
import { vettingActRoutes } from './flow/1-ingest/vetting/routes.ts'
import { doubtRoutes } from './flow/2-detect/routes-doubts.ts'
import { exerciseRoutes } from './flow/3-event/exercise/routes.ts'
import { hazardRoutes } from './flow/3-event/hazards/routes.ts'
import { imagineEvent } from './flow/3-event/imagine.ts'
import { quietRoutes } from './flow/3-event/quiet/routes.ts'
import { supplyRoutes } from './flow/3-event/quiet/routes-supplies.ts'
import { eventRoutes } from './flow/3-event/routes.ts'
import { signalRoutes } from './flow/3-event/routes-signals.ts'
import { visibleEvent, visibleReport } from './flow/3-event/store.ts'
import { dispatchRoutes } from './flow/4-dispatch/routes.ts'
import { callRoutes } from './flow/4-dispatch/routes-calls.ts'
import { actAs } from './flow/5-work/imagine.ts'
import { leadRequestRoutes } from './flow/5-work/lead-request/routes.ts'
import { letterRoutes } from './flow/5-work/letters/routes.ts'
import { workRoutes } from './flow/5-work/routes.ts'
import { disputeReport } from './flow/6-verify/dispute.ts'
import { verifyRoutes } from './flow/6-verify/routes.ts'
import { toldRoutes } from './flow/7-evaluate/vitals/routes-told.ts'
import type { ReadStands } from './flow/7-evaluate/vitals/stands/store-stands.ts'
import type { LiveTree } from './flow/7-evaluate/vitals/store-live-tree.ts'
import type { Actors } from './flow.ts'
import { installRoutes } from './install-page.ts'
import type { Config } from './kernel/config.ts'
import type { App, Identify } from './kernel/http.ts'
import { createMetrics, metricsRoutes } from './kernel/metrics.ts'
import type { Spine } from './kernel/spine.ts'

/** What the routes stand on; a hub or database that is never asked is enough to describe them. */
export type Parts = {
  spine: Spine
  config: Config
  packs: Packs
  calendar: LiveCalendar
  actors: Actors
  ingest: Ingest
  aside: Aside
  shed: ShedList
  gateways: Gateways
  hub: Hub
  backtests: Backtests
  identify: Identify
  hotlines: ChannelSettings['hotlines']
  portal: ChannelSettings['portal']
  mapped: MappedDeps
  providers: Map<string, ProviderClient>
  /** the tree that vitals are rolled up */
  tree: LiveTree
  stands: ReadStands
  jump?: (to: Date) => void
}

type Deps = Pick<Parts, 'spine' | 'packs' | 'config' | 'calendar' | 'hotlines'> & { zone: string }

/** Every route of the server, and those that describe them. The pages of the web apps come later, in main.ts. */
export async function addRoutes(app: App, parts: Parts): Promise<void> {
  const { spine, config, packs, calendar, hotlines, ingest, aside, shed, hub } = parts
  const deps: Deps = { spine, packs, config, calendar, hotlines, zone: calendar.zone }
  await signInRoutes(app, { spine, config, providers: parts.providers, portal: parts.portal })
  await demoRoutes(app, { ...deps, jump: parts.jump ?? null })
  await ingestRoutes(app, { spine, ingest })
  await reportAndFileRoutes(app, deps)
  await inspectionRoutes(app, deps)
  await signalRoutes(app, deps)
  await hazardRoutes(app, deps)
  await eventRoutes(app, deps)
  await exerciseRoutes(app, { ...deps, demo: config.DEMO })
  await exerciseDeskRoutes(app, deps)
  await doubtRoutes(app, deps)
  await quietRoutes(app, deps)
  await supplyRoutes(app, { spine })
  await dispatchRoutes(app, { ...deps, handlers: parts.actors.dispatch })
  await callRoutes(app, { spine, handlers: parts.actors.dispatch })
  await workRoutes(app, deps)
  await leadRequestRoutes(app, deps)
  await letterRoutes(app, deps)
  await verifyRoutes(app, deps)
  await deskRoutes(app, deps)
  await caseFileRoutes(app, deps)
  await savedViewRoutes(app, { spine })
  await unitRoutes(app, deps)
  await mapRoutes(app, deps)
  await trackRoutes(app, deps)
  await tileRoutes(app, deps)
  await baseMapRoutes(app, { spine, baseMapFile: config.BASE_MAP_FILE, dir: join(config.DATA_DIR, 'base-maps') })
  await viewRoutes(app, deps)
  await registerRoutes(app, {
    ...{ spine, packs, demo: config.DEMO, zone: calendar.zone, calendar, publicUrl: config.PUBLIC_URL },
    filesDir: join(config.DATA_DIR, 'files'),
  })
  await dueRoutes(app, deps)
  await ledgerRoutes(app, deps)
  await monthSheetRoutes(app, deps)
  await objectLedgerRoutes(app, deps)
  await riskRoutes(app, deps)
  await riskWallRoutes(app, deps)
  await sceneRoutes(app, deps)
  await truthRoutes(app, deps)
  await checkUpRoutes(app, { spine, packs, tree: parts.tree, stands: parts.stands, zone: calendar.zone, demo: config.DEMO })
  await targetRoutes(app, deps)
  await itemRoutes(app, { spine, packs, demo: config.DEMO, zone: calendar.zone })
  await targetWriteRoutes(app, deps)
  await targetEvidenceRoutes(app, { spine, zone: calendar.zone, filesDir: join(config.DATA_DIR, 'files') })
  await vitalRoutes(app, { spine, packs, zone: calendar.zone, tree: parts.tree })
  await causeRoutes(app, { spine, packs: parts.packs, zone: calendar.zone, tree: parts.tree })
  await vitalTaskRoutes(app, { spine, zone: calendar.zone, tree: parts.tree })
  await vitalDoubtRoutes(app, { spine, zone: calendar.zone, tree: parts.tree })
  await vitalReportingRoutes(app, { spine, zone: calendar.zone, tree: parts.tree })
  await registryRoutes(app, { spine, zone: calendar.zone, tree: parts.tree, packs: deps.packs })
  await toldRoutes(app, { spine, zone: calendar.zone, tree: parts.tree })
  const vitals = { spine, zone: calendar.zone, tree: parts.tree }
  const caseVitals = async (event: string, now: Date) => {
    const { of, joined } = await readCaseVitals(vitals, event, now)
    return { of: of?.vital ?? null, joined }
  }
  await cockpitRoutes(app, { ...deps, caseVitals })
  await cockpitPartRoutes(app, { ...deps, signs: (caller, area) => readSigns(vitals, caller, area) })
  await cockpitRowRoutes(app, deps)
  await wallVitalRoutes(app, vitals)
  await wallRoutes(app, deps)
  await wallSeatRoutes(app, deps)
  await wallOpenRoutes(app, deps)
  await dutyRoutes(app, deps)
  await feedRoutes(app, deps)
  await receivedRoutes(app, deps)
  await laneRoutes(app, { spine, ingest, aside, shed })
  await gatewayRoutes(app, { spine, gateways: parts.gateways })
  await senderRoutes(app, { spine, gateways: parts.gateways })
  await mappedFeedRoutes(app, parts.mapped)
  await fileFeedRoutes(app, parts.mapped)
  await ngsiRoutes(app, parts.mapped)
  await plotRoutes(app, { spine, ingest, keepDays: config.PLOTS_KEEP_DAYS, zone: calendar.zone })
  await cameraRoutes(app, deps)
  await vettingActRoutes(app, deps)
  await haulageRoutes(app, deps)
  await concernRoutes(app, deps)
  await baselineRoutes(app, deps)
  await ticketDetailRoutes(app, deps)
  await ticketRoutes(app, { spine, packs, demo: config.DEMO })
  await ticketSheetRoutes(app, { spine, packs, demo: config.DEMO, zone: calendar.zone })
  await vettingRoutes(app, deps)
  await balanceRoutes(app, deps)
  await kpiRoutes(app, deps)
  await evaluationRoutes(app, { ...deps, demo: config.DEMO })
  await replayRoutes(app, deps)
  await reviewRoutes(app, deps)
  await reviewActionRoutes(app, deps)
  await reviewPaperRoutes(app, { ...deps, demo: config.DEMO })
  await ruleRoutes(app, deps)
  await planRoutes(app, deps)
  await packRoutes(app, { spine, packs, demo: config.DEMO, tiersOf })
  await previewRoutes(app, {
    ...{ ...deps, imagine: (tx, made) => imagineEvent(tx, packs, made) },
    answering: {
      cannotCome: (tx, attempt, said) => parts.actors.dispatch.answer(tx, attempt, said),
      actAs: (tx, by, does) => actAs(tx, calendar, by, does),
    },
  })
  await whyRoutes(app, { ...deps, keepDays: config.READINGS_KEEP_DAYS })
  await backtestRoutes(app, { ...deps, backtests: parts.backtests, keepDays: config.READINGS_KEEP_DAYS })
  await adminRoutes(app, deps)
  await areaChangeRoutes(app, deps)
  await catalogueRoutes(app, deps)
  await channelRoutes(app, deps)
  await pushRoutes(app, deps)
  await installRoutes(app, { dataDir: resolve(config.DATA_DIR) })
  await directoryRoutes(app, { spine, portal: parts.portal })
  await warningRoutes(app, { spine })
  await sensorThingsRoutes(app, deps)
  await wordRoutes(app, deps)
  await liveRoutes(app, { spine, hub, identify: parts.identify })
  await metricsRoutes(app, createMetrics(spine, { ingest, aside, shed, listeners: () => hub.listeners() }), spine)
  await describeRoutes(app)
}

/** Reports and photos come from lower layers that know nothing of cases: who may see them is told from here. */
async function reportAndFileRoutes(app: App, deps: Deps): Promise<void> {
  const { spine, config } = deps
  const free = (address: string): boolean => config.DEMO && isLocal(address)
  await reportRoutes(app, {
    ...deps,
    demo: config.DEMO,
    dispute: disputeReport,
    free,
    maySee: (caller, report) => visibleReport(spine, caller, report.id),
  })
  await cardRoutes(app, { spine, packs: deps.packs, free })
  await open311Routes(app, {
    ...{ spine, packs: deps.packs, demo: config.DEMO, free },
    receive: (tx, sent) => receiveReport(tx, { packs: deps.packs, demo: config.DEMO }, sent, nobodysAccount),
  })
  await hotlineRoutes(app, {
    ...{ spine, hotlines: deps.hotlines, dispute: disputeReport },
    receive: (tx, sent) =>
      receiveReport(tx, { packs: deps.packs, demo: config.DEMO }, sent, { ...nobodysAccount, door: 'hotline' }),
  })
  await hotlineDeskRoutes(app, deps)
  await openLayerRoutes(app, { spine, packs: deps.packs, free })
  await fileRoutes(app, {
    spine,
    dir: join(config.DATA_DIR, 'files'),
    free,
    // Administrators sit in a unit that may have a part in a case, and have no business with it.
    maySee: async (caller, file) => {
      if (file.object && caller.permits.has('object.read')) return (await readLine(spine, caller.scope, file.object)) !== null
      if (file.target_plan)
        return caller.permits.has('target.read') && (await planFor(spine, caller.scope, file.target_plan)) !== null
      if (!caller.permits.has('event.read')) return false
      if (file.event) return (await visibleEvent(spine, caller, file.event)) !== null
      if (file.report) return visibleReport(spine, caller, file.report)
      if (file.inspection) return visibleInspection(spine, caller, file.inspection)
      // What a camera brought and nobody has judged yet: for those who may judge it.
      const area = caller.permits.has('signal.triage') ? await areaOfPicture(spine, file.id) : null
      return area !== null && inScope(caller.scope, area)
    },
  })
}

/** Whoever stands behind an app's key is a citizen. */
const nobodysAccount = { person: null, maySend: false, maySelfHandle: false } as const

const isLocal = (address: string): boolean => address === '127.0.0.1' || address === '::1' || address === '::ffff:127.0.0.1'
