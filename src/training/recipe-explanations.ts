/** What the shipped recipes are, in a sentence each, for those who meet their names in a report. */
export const recipeExplanations: ReadonlyMap<string, string> = new Map([
  ['naive', 'the essay’s first listing: plain gradient descent on a network that sums logarithms of squares'],
  [
    'clipped',
    'the essay’s second listing: complex logarithms, every gradient clipped and reduced to its mantissa, and the phase left out of the gradient',
  ],
  ['exact', '“clipped” with the whole gradient, the phase’s part included'],
  ['robust', 'the recipe that always learns a/b: a Kalman filter on the logarithm of the output, one sample at a time'],
  ['frugal', '“robust” that also measures the phase and starts from a rotation: the fewest samples'],
  ['frugal-restart', '“frugal” that gives a bad start up early'],
]);
