/** Figures in, inline SVG out: told apart by shape, hatching and label, not by colour alone. One file a chart, in `charts/`. */

export { bars, distributionChart, mostMissedChart } from './charts/bars.ts'
export { scoreBar } from './charts/score-bar.ts'
export { sectionsChart } from './charts/sections.ts'
export { shifts } from './charts/shifts.ts'
export { trendChart } from './charts/trend.ts'
