import { onChangeDue } from './centre/areas/on.ts'
import { packRequestDue } from './centre/packs/requests.ts'
import { portalHandlers } from './centre/portal/on.ts'
import { onDocumentDue } from './centre/register/documents/documents.ts'
import { objectRequestDue } from './centre/register/second/answer.ts'
import { type ReviewSettings, reviewHandlers, usualReviews } from './centre/reviews/on.ts'
import { vitalRequestDue } from './centre/vitals/registry/second/answer.ts'
import { channelHandlers } from './city/channel/on.ts'
import { noChannels } from './city/channel/settings.ts'
import type { ChannelSettings } from './city/channel/types.ts'
import type { Packs } from './city/pack/packs.ts'
import { hotlineHandlers } from './flow/1-ingest/hotline/on.ts'
import { reportHandlers } from './flow/1-ingest/reports/on.ts'
import { vettingHandlers } from './flow/1-ingest/vetting/on.ts'
import { detectHandlers } from './flow/2-detect/on.ts'
import { doubtHandlers } from './flow/2-detect/on-doubt.ts'
import { onVitals } from './flow/2-detect/on-vitals.ts'
import type { Listening } from './flow/2-detect/rules/deaf-since.ts'
import { hazardHandlers } from './flow/3-event/hazards/on.ts'
import { eventHandlers } from './flow/3-event/on.ts'
import { vitalHandlers } from './flow/3-event/on-vital.ts'
import { partHandlers } from './flow/3-event/parts/on.ts'
import { eventById, eventsUnder } from './flow/3-event/store.ts'
import { signalById } from './flow/3-event/store-signals.ts'
import { dispatchHandlers } from './flow/4-dispatch/on.ts'
import { onAreasFailed } from './flow/4-dispatch/on-areas.ts'
import { onCheckUpMade } from './flow/4-dispatch/on-check-ups.ts'
import { onPartAdded } from './flow/4-dispatch/on-concerns.ts'
import { deviceHandlers } from './flow/4-dispatch/on-devices.ts'
import { onExerciseOver } from './flow/4-dispatch/on-exercise.ts'
import { onGapFound, onGapOver } from './flow/4-dispatch/on-gaps.ts'
import { onHotlineDue } from './flow/4-dispatch/on-hotline.ts'
import { onPackOff } from './flow/4-dispatch/on-packs.ts'
import { onPaperDue, onPaperOver } from './flow/4-dispatch/on-papers.ts'
import { onReviewActionOverdue } from './flow/4-dispatch/on-reviews.ts'
import { onChangeAsked, onPackAsked, onSecondOver, onVitalAsked } from './flow/4-dispatch/on-second.ts'
import { onVitalsAnswered, onVitalsAsked } from './flow/4-dispatch/on-vitals.ts'
import { onKeyRefused, onTwoMachines } from './flow/4-dispatch/on-wall.ts'
import { onEvacuationOver } from './flow/5-work/evacuation.ts'
import { onLeadMoot, onLeadRequestDue } from './flow/5-work/lead-request/on.ts'
import { onLetterDue } from './flow/5-work/letters/letters.ts'
import { workHandlers } from './flow/5-work/on.ts'
import { countHandlers } from './flow/7-evaluate/on.ts'
import type { LiveTree } from './flow/7-evaluate/vitals/store-live-tree.ts'
import { createVitalWatch } from './flow/7-evaluate/vitals/watch-told.ts'
import { riskHandlers } from './flow/8-risk/on.ts'
import type { WorkCalendar } from './kernel/calendar-days.ts'
import type { Flow } from './kernel/facts.ts'

type Deps = {
  packs: Packs
  calendar: WorkCalendar
  channels?: ChannelSettings
  tree?: LiveTree
  reviews?: ReviewSettings
  listening?: Listening
}

/** Where no vitals are rolled up (a command, a description) nobody asks for their tree. */
const noTree: LiveTree = {
  read: () => Promise.reject(new Error('no tree of areas here')),
  forget: () => undefined,
  zone: '',
}

const waysOf = ({ sms, voice }: ChannelSettings) => ({ sms: sms !== null, voice: voice !== null })

/** Everybody who acts on facts, made once per process. */
export function createActors({ channels = noChannels, packs, calendar, tree = noTree, reviews = usualReviews, listening }: Deps) {
  const deps = { packs, calendar, zone: calendar.zone }
  return {
    reports: reportHandlers({
      reportOfSignal: async (db, signal) => (await signalById(db, signal))?.report ?? null,
      eventsUnder,
    }),
    hotline: hotlineHandlers(channels),
    vetting: vettingHandlers(deps),
    detect: detectHandlers({ ...deps, ...(listening && { listening }) }),
    doubt: doubtHandlers(deps),
    event: eventHandlers(deps),
    part: partHandlers(deps),
    hazard: hazardHandlers(deps),
    device: deviceHandlers(deps),
    dispatch: dispatchHandlers({ ...deps, ways: waysOf(channels) }),
    work: workHandlers(deps),
    count: countHandlers(deps),
    risk: riskHandlers(deps),
    vital: vitalHandlers(deps),
    vitals: createVitalWatch({ tree, zone: calendar.zone, judge: onVitals }),
    portal: portalHandlers(channels),
    review: reviewHandlers(reviews),
    packRequest: packRequestDue(deps),
    channel: channelHandlers({ settings: channels, eventOf: eventById }),
  }
}
export type Actors = ReturnType<typeof createActors>

/**
 * The product on one page: fact → who acts on it. A stage never calls a later one; it records a fact, and here
 * stands who listens. `inTx`: at once, in the same transaction; `after`: once committed, exactly once.
 */
export function createFlow(actors: Actors): Flow {
  return {
    inTx: {
      ...signalFacts(actors),
      ...registerFacts(actors),
      ...waitingFacts,
      ...seatFacts,
      ...eventFacts(actors),
      ...endFacts(actors),
      ...workOrderFacts(actors),
      ...leadFacts(actors),
    },
    after: joined(
      actors.count.after,
      actors.channel.after,
      actors.hotline.after,
      actors.portal.after,
      actors.detect.after,
      actors.review.after,
      actors.vitals.after,
    ),
    timers: { ...timersOf(actors), ...deskTimers(actors) },
    settled: {
      sms: actors.dispatch.onSettled,
      voice: actors.dispatch.onSettled,
      hotline: actors.hotline.onSettled,
      portal: actors.portal.onSettled,
    },
    wanted: { sms: actors.dispatch.isCallWanted, voice: actors.dispatch.isCallWanted },
  }
}

/** Two tables of those who act after commit, side by side for each kind of fact. */
function joined(...given: Flow['after'][]): Flow['after'] {
  const kinds = [...new Set(given.flatMap((one) => Object.keys(one)))] as (keyof Flow['after'])[]
  return Object.fromEntries(kinds.map((kind) => [kind, Object.assign({}, ...given.map((one) => one[kind]))])) as Flow['after']
}

/** What devices and people tell, up to the signal. */
function signalFacts({ reports, hotline, detect, event, part, hazard, device, work, risk }: Actors): Flow['inTx'] {
  return {
    'alarm.raised': [event.onAlarm, event.onRaised, device.onAlarm, risk.onObject],
    'alarm.stepped-up': [event.onAlarm, device.onAlarm, risk.onObject],
    'alarm.stepped-down': [risk.onObject],
    'alarm.cleared': [event.onAlarmCleared, device.onAlarmCleared, risk.onObject],
    'receipt.received': [device.onReceipt],
    'command.receipted': [detect.onReceipted],
    'command.unanswered': [detect.onUnanswered],
    'report.received': [event.onReport],
    'inspection.done': [hazard.onInspection, risk.onInspected, risk.onObject],
    'camera.suspected': [event.onSuspicion],
    'haul.found': [event.onFound],
    'ticket.opened': [event.onTicketOpened],
    'suspicion.settled': [event.onSettled],
    'reporter.told': [hotline.onTold],
    'hotline.granted': [event.onHotlineGranted],
    'hotline.due-soon': [onHotlineDue],
    'hotline.overdue': [onHotlineDue],
    'rules.published': [detect.onPublished],
    'pack.tuned': [detect.onTuned, onSecondOver],
    'areas.change-failed': [onAreasFailed],
    'pack.switched-off': [detect.onTuned, onPackOff, onSecondOver],
    'pack.switched-on': [detect.onTuned, onSecondOver],
    'mute.ended': [event.onMuteEnded],
    'check-up.made': [onCheckUpMade],
    'duty.gap-found': [onGapFound],
    'duty.gap-filled': [onGapOver],
    'duty.gap-passed': [onGapOver],
    'calendar.changed': [work.onCalendarChanged],
    'review.action-overdue': [onReviewActionOverdue],

    'signal.received': [risk.onSignal],
    'signal.opened': [reports.onSignalOpened, part.onSignalIn, risk.onSignal],
    'signal.merged': [reports.onSignalMerged, part.onSignalIn, risk.onSignal],
    'signal.split': [reports.onSignalSplit, part.onSignalSplit, risk.onSignal],
    'signal.rejected': [reports.onSignalRejected, risk.onSignal],
    'signal.gone': [risk.onSignal],
  }
}

/** What its keepers do to the register. */
function registerFacts({ detect, risk, vital, vitals }: Actors): Flow['inTx'] {
  return {
    'object.registered': [risk.onRegister],
    'object.changed': [risk.onRegister, onSecondOver],
    'object.charged': [risk.onObject],
    'object.discharged': [risk.onObject],
    'object.ended': [detect.onObjectEnded, risk.onEnded],
    'device.registered': [risk.onObject],
    'device.retired': [detect.onDeviceRetired, risk.onObject],
    'object.document-added': [onPaperOver],
    'object.document-withdrawn': [onPaperOver],
    'object.document-due': [onPaperDue],
    'vital.moved': [vitals.onChanged],
    'vital.published': [vitals.onChanged, onSecondOver],
    'vital.outside': [vital.onVitalOutside],
    'vital.back': [vital.onVitalBack],
    'vital.withdrawn': [vital.onVitalWithdrawn],
    'vitals.asked': [onVitalsAsked],
    'vitals.answered': [onVitalsAnswered],
  }
}

/** A change that waits for a second person: who may answer is told, and what they were told goes with the answer. */
const waitingFacts: Flow['inTx'] = {
  'pack.off-asked': [onPackAsked],
  'pack.off-refused': [onSecondOver],
  'pack.off-withdrawn': [onSecondOver],
  'pack.off-lapsed': [onSecondOver],
  'pack.tune-asked': [onPackAsked],
  'pack.tune-refused': [onSecondOver],
  'pack.tune-withdrawn': [onSecondOver],
  'pack.tune-lapsed': [onSecondOver],
  'object.change-asked': [onChangeAsked],
  'object.change-refused': [onSecondOver],
  'object.change-withdrawn': [onSecondOver],
  'object.change-lapsed': [onSecondOver],
  'vital.publish-asked': [onVitalAsked],
  'vital.publish-refused': [onSecondOver],
  'vital.publish-withdrawn': [onSecondOver],
  'vital.publish-lapsed': [onSecondOver],
}

/** Machines of a wall seat that who let it in should look at. */
const seatFacts: Flow['inTx'] = {
  'wall.two-machines': [onTwoMachines],
  'wall.key-refused': [onKeyRefused],
}

/** The life of an event. */
function eventFacts({ reports, event, part, dispatch, work, risk }: Actors): Flow['inTx'] {
  return {
    'event.opened': [dispatch.onOpened, part.onOpened, risk.onCase],
    // who is called already first, so that whoever joins is called once
    'event.graded': [work.onGraded, dispatch.onCallsGraver, dispatch.onGraver],
    'event.dispatched': [event.onDispatched, reports.onDispatched],
    'event.dispatch-undone': [onLeadMoot, event.onDispatchUndone, work.onDispatchUndone, dispatch.onUndone],
    'event.absorbed': [dispatch.onGraver],
    'event.merged': [
      onLeadMoot,
      part.onMerged,
      onEvacuationOver,
      work.onEventMerged,
      dispatch.onUndone,
      reports.onEventMerged,
      risk.onCase,
    ],
    // the reporters are back before the dispatch is told to them
    'event.split': [part.onSplit, reports.onEventSplit, dispatch.onSplit, risk.onCase],
    'event.self-handled': [risk.onCase],
    'exercise.ended': [work.onExerciseOver, onExerciseOver],
    'exercise.promoted': [work.onExerciseOver, onExerciseOver],
    'event.suspended': [work.onPaused],
    'event.parked': [work.onPaused, reports.onParked],
    'event.resumed': [work.onResumed, dispatch.onCallsResumed, dispatch.onGoesOn, reports.onResumed],
    'event.park-passed': [work.onResumed, dispatch.onCallsResumed, dispatch.onGoesOn, reports.onResumed],
    'event.part-added': [onPartAdded],
    'event.part-given': [work.onPartGiven],
    'event.raised-up': [event.onTierChanged, onLeadMoot],
    'event.handed-down': [event.onTierChanged, onLeadMoot],
    'event.pause-asked': [dispatch.onPauseAsked],
    'event.pause-voided': [dispatch.onPauseVoided],
    'event.called-back': [work.onCalledBack],
    'event.dispatch-needed': [dispatch.onNeeded],
    'event.alarm-joined': [dispatch.onJoined],
    'event.stuck': [dispatch.onStuck],
    'event.checking': [dispatch.onChecking],
    'event.disputed': [dispatch.onDisputed],
    'event.dispute-refused': [reports.onDisputeRefused],
  }
}

/** How an event ends, and begins again. */
function endFacts({ reports, event, hazard, doubt, dispatch, work, risk }: Actors): Flow['inTx'] {
  return {
    'event.false-alarm': [
      onLeadMoot,
      doubt.onFalseAlarm,
      onEvacuationOver,
      work.onFalseAlarm,
      dispatch.onUndone,
      reports.onFalseAlarm,
      event.onEnded,
      hazard.onOver,
      risk.onCase,
    ],
    'event.closed': [onLeadMoot, onEvacuationOver, reports.onEventClosed, event.onEnded, hazard.onOver, risk.onCase],
    'event.reopened': [event.onReopened, dispatch.onReopened, reports.onReopened, risk.onCase],
  }
}

/** A district asks another one to lead. */
function leadFacts({ event, dispatch, work }: Actors): Flow['inTx'] {
  return {
    'lead-request.asked': [dispatch.onLeadAsked],
    // the order is born, then accepted by whoever agreed
    'lead-request.agreed': [event.onLeadPassed, dispatch.onLeadAgreed, work.onLeadAgreed],
    'lead-request.refused': [dispatch.onLeadRefused],
    'lead-request.lapsed': [dispatch.onLeadLapsed],
    'lead-request.overdue': [dispatch.onLeadOverdue],
    'lead-request.ruled': [event.onLeadPassed, dispatch.onLeadRuled],
    'lead-request.withdrawn': [dispatch.onLeadWithdrawn],
    'lead-request.void': [dispatch.onLeadWithdrawn],
  }
}

/** The parts of the units, and the check at their end. */
function workOrderFacts({ event, dispatch, work, risk }: Actors): Flow['inTx'] {
  return {
    'notice.sent': [dispatch.onNoticeSent],
    'work-order.asked': [work.onAsked, event.onOrderAsked],
    'work-order.called': [work.onCalled],
    'work-order.accepted': [dispatch.onAccepted],
    'work-order.overdue': [dispatch.onOverdue, risk.onCase],
    'letter.issued': [risk.onCase],
    'letter.overdue': [risk.onCase],
    'letter.extended': [risk.onCase],
    'letter.kept': [risk.onCase],
    'letter.broken': [risk.onCase],
    'letter.withdrawn': [risk.onCase],
    'work-order.due-soon': [dispatch.onDueSoon],
    'work-order.returned': [dispatch.onReturned],
    'work-order.arbitrated': [dispatch.onArbitrated],
    'work-order.transferred': [dispatch.onTransferred],
    'work-order.support-asked': [dispatch.onSupportAsked],
    'work-order.suspend-asked': [dispatch.onPauseAsked],
    'work-order.extend-asked': [dispatch.onExtendAsked],
    'work-order.urged': [dispatch.onUrged],
    'work-order.submitted': [event.onFinished, risk.onCase],
    'work-order.excused': [event.onFinished, risk.onCase],
    'work-order.cancelled': [risk.onCase],
    'work-order.extended': [risk.onCase],
    'work-order.reckoned': [risk.onCase],
    'work-order.suspended': [risk.onCase],
    'work-order.resumed': [risk.onCase],
    'work-order.sent-back': [dispatch.onSentBack, risk.onCase],
    'work-order.called-back': [dispatch.onCalledBack, risk.onCase],

    'check.passed': [work.onCheckPassed, event.onCheckPassed],
    'check.failed': [event.onCheckFailed, work.onCheckFailed],
  }
}

/** Who acts when a moment comes. */
function timersOf({ doubt, portal, hotline, vetting, detect, event, device, dispatch, work, risk }: Actors): Flow['timers'] {
  return {
    'hotline.due-soon': hotline.onDueSoon,
    'hotline.overdue': hotline.onOverdue,
    'suspicion.settle': vetting.onSettle,
    'detect.wake': detect.onWake,
    'doubt.over': doubt.onDoubtOver,
    'signal.snooze-over': event.onSnoozeOver,
    'event.pause-over': event.onPauseOver,
    'event.look-again': event.onLookAgain,
    'event.quiet-look': event.onQuietLook,
    'command.receipt-due': device.onReceiptDue,
    'dispatch.notices-due': dispatch.onNoticesDue,
    'dispatch.again': dispatch.onAgain,
    'call.next-due': dispatch.onNextDue,
    'call.round-due': dispatch.onRoundDue,
    'order.accept-due': work.onAcceptDue,
    'order.arrive-due': work.onArriveDue,
    'order.finish-due': work.onFinishDue,
    'order.due-soon': work.onDueSoon,
    'order.pause-over': work.onPauseOver,
    'portal.holder': portal.onHolderMoment,
    'letter.due': onLetterDue,
    'lead-request.due': onLeadRequestDue,
    'document.due': onDocumentDue,
    'risk.look': risk.onLook,
  }
}

/** The same for what is done at desks, beside cases. */
const deskTimers = ({ vitals, packRequest, review }: Actors): Flow['timers'] => ({
  'vital.silent': vitals.onLook,
  'vital.ask': vitals.onAsk,
  'areas.change-due': onChangeDue,
  'pack.request-due': packRequest,
  'object.request-due': objectRequestDue,
  'vital-request.due': vitalRequestDue,
  'review.action-due': review.onActionDue,
})
