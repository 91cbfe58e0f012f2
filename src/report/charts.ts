/** Figures in, inline SVG out: told apart by shape, hatching and label, not by colour alone. One file a chart, in `charts/`. */

export { distributionChart, mostMissedChart } from './charts/bars.ts'
export { gradeShares } from './charts/grade-shares.ts'
export { type Band, scoreBar } from './charts/score-bar.ts'
export { shareBar } from './charts/share-bar.ts'
export { shifts } from './charts/shifts.ts'
export { trendChart } from './charts/trend.ts'
