/** Reports without an account stand in the phone's outbox under this name. */
export const nobody = 'public'
