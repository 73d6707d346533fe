/** How a signal came. `vital`: a vital that stood outside its range. */
export const signalSources = ['sensor', 'camera', 'vital', 'grid', 'citizen', 'seat', 'hotline', 'inspection'] as const
export type SignalSource = (typeof signalSources)[number]
