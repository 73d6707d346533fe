/** 流向: what flows from one object to another, free of any library. */
export const courseKinds = ['water', 'sewage', 'air', 'gas', 'traffic'] as const
export type CourseKind = (typeof courseKinds)[number]
