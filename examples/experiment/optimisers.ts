import { pow } from 'warizan/elementary';

/** Makes what turns the gradients of one weight, one after the other, into steps. */
export const optimisers = {
  sgd: () => (g: number) => g,
  momentum() {
    let velocity = 0;
    return (g: number) => (velocity = 0.9 * velocity + g);
  },
  adam() {
    let [mean, square, t] = [0, 0, 0];
    return (g: number) => {
      [mean, square, t] = [0.9 * mean + 0.1 * g, 0.999 * square + 0.001 * g * g, t + 1];
      return mean / (1 - pow(0.9, t)) / (Math.sqrt(square / (1 - pow(0.999, t))) + 1e-8);
    };
  },
};
