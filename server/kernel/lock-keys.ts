/**
 * Keys of the advisory locks, all of them: two purposes with one key would wait for each other, for ever where one of them holds it for
 * life. Such locks are per database, those of another database on the same server are others.
 */
export const lockKeys = {
  migrate: 7421,
  /** held for life by the one process that works on a database */
  holdDatabase: 7422,
  seal: 7423,
  balance: 7424,
  watchdog: 7425,
  /** also in `turn_in_force` of the migrations */
  packVersions: 7426,
  partitions: 7427,
  /** with a second key: the object or rule an event of upkeep is about */
  upkeep: 7428,
  dutyGaps: 7429,
  /** with a second key: the check and district whose findings are counted */
  haulFold: 7430,
  evaluation: 7431,
  /** codes and numbers of the register, that two who register at once do not take the same one */
  register: 7432,
  senders: 7474,
} as const
