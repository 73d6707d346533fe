/**
 * Which rung of a work order nobody accepted in time is called next, at that minute: the next one above `step` that has anybody. Null at
 * the top: there is no one left to pass it to, so those called last are urged again.
 */
export function escalate(manned: readonly boolean[], step: number): number | null {
  const next = manned.findIndex((isManned, rung) => rung > step && isManned)
  return next < 0 ? null : next
}
