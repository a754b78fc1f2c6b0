/** The figures a study of training can draw. `weights`: those of one run of each setup against the step. */
export const figureNames = ['weights'] as const;
export type FigureName = (typeof figureNames)[number];
