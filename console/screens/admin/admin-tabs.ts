/** The tabs of 管理, in their order. */
export const adminTabs = [
  'units',
  'people',
  'appointments',
  'directory',
  'sent',
  'area-changes',
  'calendar',
  'catalogue',
  'publishers',
  'keys',
  'audit',
] as const
