/** The kinds of reasons for which an alarm calls nobody. Beside `mute.ts` without its schemas, so that pages need not load those. */
export const quietKinds = ['mute', 'cause', 'device-fault', 'flapping', 'budget'] as const
