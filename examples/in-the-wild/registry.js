/**
 * Wrong gradients in published packages. An entry: package, name, point, the package's own loss and gradient,
 * `right`: the right gradient over any `Numeric` (null where there is none), and why it is wrong.
 */
import others from './entries/others.js';
import symbolic from './entries/symbolic.js';
import tfjsLinear from './entries/tfjs-linear.js';
import tfjsOthers from './entries/tfjs-others.js';

export const entries = [...tfjsLinear, ...tfjsOthers, ...symbolic, ...others];
